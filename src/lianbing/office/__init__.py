"""Opening what strangers made with office programs: by content, within stated limits, and never changed."""
