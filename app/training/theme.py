"""How the material looks: one accent, one typeface, sizes."""

EAST_ASIAN = "微软雅黑"
LATIN = "Microsoft YaHei"
"""The same typeface by its Latin name: letters and digits agree with the characters beside them."""
TEAL, PALE, INK, GREY = "0B5D5E", "E6F0F0", "1F2A2E", "5F6B70"
"""Accent, its tint, text, what stands back; ``rrggbb``."""
