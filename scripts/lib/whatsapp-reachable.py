"""Exit status 0 if WhatsApp's servers answer with a certificate that is theirs, 1 if not."""

import socket
import ssl
import sys

try:
    with (
        socket.create_connection(("web.whatsapp.com", 443), timeout=5) as connection,
        ssl.create_default_context().wrap_socket(connection, server_hostname="web.whatsapp.com"),
    ):
        sys.exit(0)
except OSError:
    sys.exit(1)
