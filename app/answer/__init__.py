"""A question comes in; what answers it, with reasons, or the refusal goes out."""
