"""What a bot that is connected and idle costs: memory, threads, and the time to get there.

    python -m tests.botinstance.bench [--bots 1,5,20] [--plain]

What it does, and what its numbers mean, stands in README.md.
"""
