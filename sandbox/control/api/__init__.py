"""The control API: everything that a person does with a phone, one file for each family."""
