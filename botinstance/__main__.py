"""`python -m botinstance run FOLDER` | `pair FOLDER`; see modes.py."""

from __future__ import annotations

import os
import sys

from botinstance import lazy


def main() -> int:
    lazy.install()  # before all other imports, which are what it makes cheaper
    from botinstance import modes

    return modes.main(sys.argv[1:])


if __name__ == "__main__":
    status = main()
    import logging

    logging.shutdown()
    # not sys.exit: threads that Go has not let go of would keep the process
    os._exit(status)
