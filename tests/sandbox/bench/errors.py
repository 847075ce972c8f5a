"""What ends a measurement."""


class BenchError(Exception):
    """Nothing can be measured; the text says why."""
