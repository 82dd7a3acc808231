"""Text comes in; vectors or pair scores go out: the shipped model, a hospital's own, and how the shipped one is trained."""
