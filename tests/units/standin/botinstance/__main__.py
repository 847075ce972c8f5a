"""Stands in for a bot in tests of the broker: ready at once, ends as `data/exit` says.

Knows nothing of WhatsApp and imports nothing of ours.
"""

import os
import pathlib
import socket
import sys
import time

mode, folder = sys.argv[1:]
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
    s.sendto(f"READY=1\nSTATUS=standing in, {mode}".encode(), os.environ["NOTIFY_SOCKET"])
sys.stderr.write(f"hello from {mode}\n")
exit_file = pathlib.Path(folder, "data", "exit")
while not exit_file.exists():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
        s.sendto(b"WATCHDOG=1", os.environ["NOTIFY_SOCKET"])
    time.sleep(0.05)
status = int(exit_file.read_text())
exit_file.unlink()
sys.exit(status)
