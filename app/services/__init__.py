"""What the platform does. Services decide and write; they know no HTTP and print nothing."""
