"""政策对照: two documents or two versions of one are chosen, and stand side by side; one function a part of the page."""

PAGE = "compare"
"""Address of the page."""
OF, A, B, DOCUMENT, WHOLE = "of", "a", "b", "doc", "whole"
"""Names in the address: what is compared, both documents, or the document, and whether what has not
changed is shown too."""
VERSIONS = "versions"
"""Value of ``OF`` for two versions of one document."""
