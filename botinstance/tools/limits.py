"""What a process may use, and the words for the one that wanted more."""

from __future__ import annotations

import math
from dataclasses import dataclass

MIB = 1 << 20
NICE = 10

TOO_LONG = "That took too long, so I stopped. Try something shorter."
TOO_HUNGRY = "That needs more memory than I have, so I stopped. Try something smaller."
TOO_LARGE = "What came out was too large for me, so I stopped. Try something smaller."


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. Address space is what the kernel can refuse; programs reserve much more of
    it than they use, so the memory in use is watched as well."""

    memory: int = 1024 * MIB  # address space of each process
    resident: int = 160 * MIB  # memory in use by the process and its children
    output: int = 32 * MIB  # what the bot takes from it: stdout, or the files asked for
    files: int = 128 * MIB  # all files in its folder together, and each anywhere

    def prlimit(self, seconds: float) -> list[str]:
        """A command line to put before another. A busy program may use several processors, so
        its time on them is only the net for what outlives the bot. ref: man 1 prlimit"""
        cpu = math.ceil(seconds) * 2
        return [
            "prlimit",
            f"--as={self.memory}",
            f"--cpu={cpu}:{cpu + 1}",  # SIGXCPU first, which tells why
            f"--fsize={self.files}",
            "--core=0",
            "--",
        ]
