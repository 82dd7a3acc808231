"""知识图谱: what is near a thing, a path between two, and which standards cover which targets; one function a view."""

PAGE = "graph"
"""Address of the page."""
THING, TO, VIEW, DEPTH, KIND, BASIS, OF, ONLY = "id", "to", "view", "depth", "kind", "basis", "of", "only"
"""Names in the address: the thing, the other end of a path, the view, how many links away, filters, whose targets, and that
only those without a standard are shown."""
PATH, COVERAGE = "path", "coverage"
"""Views beside the first one, which shows what is near a thing."""
