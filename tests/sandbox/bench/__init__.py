"""How much the sandbox carries: real neonize clients that write to each other at a given rate.

    python -m tests.sandbox.bench [--devices 10,50,100] [--rate 50] [--seconds 120]

What it does, and what its numbers mean, stands in README.md.
"""
