"""What `parvis bench` measures. Each stage runs in a process and a store of its own; nothing real is touched."""
