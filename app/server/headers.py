"""Headers that every answer carries: what a browser may do with it."""

_PAGES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob: data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""What Streamlit needs: it writes scripts and styles into its page, and its charts compile expressions."""
_FORMS = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""What our own forms need: no script at all."""


def _policy(rules: dict[str, str]) -> bytes:
    return "; ".join(f"{name} {value}" for name, value in rules.items()).encode()


PAGES, FORMS = _policy(_PAGES), _policy(_FORMS)
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"x-robots-tag", b"noindex"),
)


def secured(there: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with ours, which replace those of the same name; a content policy that stands stays."""
    ours = list(ALWAYS)
    if not any(name.lower() == b"content-security-policy" for name, _ in there):
        ours.append((b"content-security-policy", PAGES))
    names = {name for name, _ in ours}
    return [header for header in there if header[0].lower() not in names] + ours
