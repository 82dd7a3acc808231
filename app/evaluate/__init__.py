"""Questions with known answers come in; recall, nDCG, refusals and what each part adds go out."""
