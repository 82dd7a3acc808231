"""Bytes of any encoding come in; lines with their offsets into the decoded text go out."""
