"""A PDF comes in; its pages go out laid out, those without worthwhile text recognised from their image."""
