"""Place names in text to places on the map."""
