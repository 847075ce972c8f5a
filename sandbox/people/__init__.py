"""Simulated phones of people: real Signal, real stanzas, no screen."""
