"""HTTP for whoever holds the phones: the control API, and a plain page on top of it."""
