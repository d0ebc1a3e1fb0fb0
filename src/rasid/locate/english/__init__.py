"""Place names in English text: their index, and the words around them."""
