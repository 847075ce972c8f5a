"""A real WhatsApp client (neonize) in a process of its own, led by JSON lines.

    python -m tests.sandbox.client STORE ROOT     with HTTPS_PROXY, SSL_CERT_FILE, SSL_CERT_DIR set

It tells what happens to it on stdout, one object a line, `{"event": name, …}`, and obeys lines of
`{"call": name, "args": [...]}` on stdin, each answered by `{"event": "result", …}`. It ends by
SIGKILL: an unpaired client knows no other end. What it tells stands in `telling.py`, what it can
do in `calls/`, one file for each family.
"""
