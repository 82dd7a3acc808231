"""What each row of the index is, and which rows are of a kind."""

import numpy as np


def test_every_row_is_of_one_kind_and_has_a_text(opened):
    entries = opened.entries
    kinds = {entries[row][0] for row in range(len(entries))}
    assert kinds == {"clause", "standard", "target", "core_system", "indicator"}
    assert sum(entries.rows_of(kind).sum() for kind in kinds) == len(entries) == len(entries.ids)
    row = entries.ids.index("会诊制度")
    assert entries[row] == ("core_system", "会诊制度") and entries.text(row).startswith("会诊制度")
    assert np.flatnonzero(entries.rows_of("core_system"))[0] <= row


def test_contact_lines_are_rows_of_their_own_and_minor(originals):
    entries = originals.entries
    contacts = {entries.ids[row] for row in np.flatnonzero(entries.contact_rows)}
    assert contacts and contacts <= entries.contacts
    assert all(originals.clause(identity).kind == "contact" for identity in contacts)
    assert not (entries.contact_rows & ~entries.minor_rows).any()
    assert entries.minor_rows.sum() < len(entries)
