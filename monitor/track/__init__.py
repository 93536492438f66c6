"""What findings mean for what is already known. Pure."""
