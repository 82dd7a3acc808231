"""Makes the shipped encoder: teacher and pairs of texts come in, a folder with the trained model goes out."""
