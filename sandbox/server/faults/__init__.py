"""What a network does to its clients on a bad day, on demand: `catalogue.py` has it all."""
