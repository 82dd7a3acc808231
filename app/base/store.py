"""Documents, clauses, entities, links and findings of one snapshot in SQLite."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path

from app.base import cells
from app.base.ledger import Ledger
from app.base.manifest import Source
from app.people.audit import Change
from app.people.database import sqlite_uri
from index.entry import Entry
from ingest.kinds import class_of, kind_of
from ingest.model import Clause, Document, Entity, Finding, Link, Parsed

_SCHEMA = """
CREATE TABLE documents (id TEXT, rendition TEXT, serving INTEGER, ord INTEGER PRIMARY KEY, body TEXT, UNIQUE (id, rendition));
CREATE TABLE sources (document TEXT, rendition TEXT, doctype TEXT, transcript BLOB, PRIMARY KEY (document, rendition));
CREATE TABLE clauses (
    id TEXT, document TEXT, rendition TEXT, ord INTEGER, kind TEXT, body TEXT, PRIMARY KEY (id, rendition)
) WITHOUT ROWID;
CREATE INDEX clauses_document ON clauses (document, rendition, ord);
CREATE TABLE entities (kind TEXT, id TEXT, document TEXT, rendition TEXT, ord INTEGER, body TEXT);
CREATE INDEX entities_document ON entities (document, rendition);
CREATE TABLE merged (kind TEXT, id TEXT, ord INTEGER, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE links (subject TEXT, object TEXT, body TEXT);
CREATE TABLE findings (document TEXT, rendition TEXT, body TEXT);
CREATE TABLE entries (part TEXT, row INTEGER, kind TEXT, id TEXT, key TEXT, PRIMARY KEY (part, row)) WITHOUT ROWID;
"""
_AUDIT = """
CREATE TABLE audit (time TEXT, who TEXT, action TEXT, document TEXT, rendition TEXT, sha256 TEXT, before TEXT, after TEXT)"""
_ALIASES = "CREATE TABLE IF NOT EXISTS aliases (old TEXT PRIMARY KEY, new TEXT) WITHOUT ROWID"
"""Made where it is needed: bases that were made before ids could move lack it."""


class Store:
    """One SQLite file; ``create`` writes, ``open`` only reads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Wrap an open connection."""
        self._db = connection

    @classmethod
    def create(cls, path: Path) -> "Store":
        """A new, empty store."""
        store = cls(sqlite3.connect(path))
        store._db.executescript(_SCHEMA + _AUDIT)
        return store

    @classmethod
    def writable(cls, path: Path) -> "Store":
        """An existing store, to be changed."""
        return cls(sqlite3.connect(path))

    @classmethod
    def open(cls, path: Path) -> "Store":
        """An existing store, read only; the file never changes under it."""
        uri = sqlite_uri(path.resolve(), "mode=ro&immutable=1")
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    @classmethod
    def of(cls, data: bytes) -> "Store":
        """A store in memory with what ``serialized`` gave; sqlite3.Error when that is no store."""
        store = cls(sqlite3.connect(":memory:"))
        store._db.deserialize(data)
        return store

    def serialized(self) -> bytes:
        """All that the store holds, as the file would."""
        self._db.commit()
        return self._db.serialize()

    def close(self) -> None:
        """Commit and close."""
        self._db.commit()
        self._db.close()

    def faults(self) -> list[str]:
        """What is wrong with the file, and with rows that belong to no document, one line each."""
        found = [str(told) for (told,) in self._db.execute("PRAGMA integrity_check") if told != "ok"]
        found += [f"{table} 的外键" for table, *_ in self._db.execute("PRAGMA foreign_key_check")]
        for table in ("sources", "clauses", "entities"):
            ((lost,),) = self._db.execute(
                f"SELECT count(*) FROM {table} t WHERE NOT EXISTS "
                "(SELECT 1 FROM documents d WHERE d.id = t.document AND d.rendition = t.rendition)"
            )
            found += [f"{table} 里有 {lost} 行不属于任何文件"] if lost else []
        return found

    def intact(self) -> bool:
        """Whether the file is free of damage as far as SQLite can tell; sqlite3.Error when it is no database."""
        return bool(self._db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))

    # documents

    def put(self, parsed: Parsed, doctype: str = "") -> None:
        """Add one document, or replace its rendition of the same name; ``doctype`` is the type that a person forced."""
        doc = parsed.document
        self.drop(doc.id, doc.rendition)
        self._db.execute(
            "INSERT INTO documents (id, rendition, serving, body) VALUES (?, ?, 1, ?)", (doc.id, doc.rendition, cells.dump(doc))
        )
        packed = zlib.compress(parsed.transcript.encode("utf-8"))
        self._db.execute("INSERT INTO sources VALUES (?, ?, ?, ?)", (doc.id, doc.rendition, doctype, packed))
        self._db.executemany(
            "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?)",
            ((c.id, doc.id, doc.rendition, i, c.kind, cells.dump(c)) for i, c in enumerate(parsed.clauses)),
        )
        self._put_entities(parsed)
        self._db.executemany(
            "INSERT INTO findings VALUES (?, ?, ?)", ((doc.id, doc.rendition, cells.dump(f)) for f in parsed.findings)
        )

    def _put_entities(self, parsed: Parsed) -> None:
        of = (parsed.document.id, parsed.document.rendition)
        self._db.executemany(
            "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?)",
            ((kind_of(e), e.id, *of, i, cells.dump(e)) for i, e in enumerate(parsed.entities)),
        )

    def drop(self, document: str, rendition: str) -> None:
        """Remove one rendition of a document with all that came from it."""
        self._db.execute("DELETE FROM documents WHERE id = ? AND rendition = ?", (document, rendition))
        for table in ("sources", "clauses", "entities", "findings"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ? AND rendition = ?", (document, rendition))
        self.ledger.forget(document, rendition)

    def amend(self, parsed: Parsed) -> None:
        """Write document, clauses and entities of a rendition over those of the same ids; nothing comes or goes."""
        doc = parsed.document
        key = (doc.id, doc.rendition)
        self._db.execute("UPDATE documents SET body = ? WHERE id = ? AND rendition = ?", (cells.dump(doc), *key))
        self._db.executemany(
            "UPDATE clauses SET body = ? WHERE id = ? AND rendition = ?",
            ((cells.dump(c), c.id, doc.rendition) for c in parsed.clauses),
        )
        self._db.execute("DELETE FROM entities WHERE document = ? AND rendition = ?", key)
        self._put_entities(parsed)

    def parsed(self, document: str, rendition: str) -> Parsed:
        """One rendition of a document with all that came from it; KeyError when there is none."""
        where, of = "WHERE document = ? AND rendition = ?", (document, rendition)
        row = self._db.execute("SELECT body FROM documents WHERE id = ? AND rendition = ?", of).fetchone()
        if row is None:
            raise KeyError(document)
        clauses = self._db.execute(f"SELECT body FROM clauses {where} ORDER BY ord", of)
        entities = self._db.execute(f"SELECT kind, body FROM entities {where} ORDER BY ord", of)
        findings = self._db.execute(f"SELECT body FROM findings {where} ORDER BY rowid", of)
        ((packed,),) = self._db.execute(f"SELECT transcript FROM sources {where}", of)
        return Parsed(
            cells.load(Document, row[0]),
            tuple(cells.load(Clause, one) for (one,) in clauses),
            tuple(cells.load(class_of(kind), one) for kind, one in entities),
            tuple(cells.finding(one) for (one,) in findings),
            zlib.decompress(packed).decode("utf-8"),
        )

    @property
    def ledger(self) -> Ledger:
        """What was put right in the store, and rows that ``people.sqlite`` may still lack."""
        return Ledger(self._db)

    def prefer_originals(self) -> None:
        """Let the original of a document serve where there is one, its digest elsewhere."""
        self._db.execute(
            "UPDATE documents SET serving = rendition = 'original' OR NOT EXISTS "
            "(SELECT 1 FROM documents o WHERE o.id = documents.id AND o.rendition = 'original')"
        )

    def documents(self, *, serving: bool = True) -> list[Document]:
        """Documents in the order they came; all renditions when ``serving`` is False."""
        return [
            cells.load(Document, body)
            for (body,) in self._db.execute("SELECT body FROM documents WHERE serving >= ? ORDER BY ord", (int(serving),))
        ]

    def sources(self) -> list[Source]:
        """The file of every rendition, in the order of ``documents``."""
        forced = {(d, r): t for d, r, t in self._db.execute("SELECT document, rendition, doctype FROM sources")}
        return [Source(d.id, d.rendition, d.source, d.sha256, forced[d.id, d.rendition]) for d in self.documents(serving=False)]

    def transcript(self, document: str) -> str:
        """The text that a serving document was read as, into which the spans of its clauses point; "" when there is none."""
        row = self._db.execute(
            "SELECT s.transcript FROM sources s JOIN documents d ON d.id = s.document AND d.rendition = s.rendition "
            "WHERE d.id = ? AND d.serving",
            (cells.bound(document),),
        ).fetchone()
        return zlib.decompress(row[0]).decode("utf-8") if row else ""

    # clauses

    def clause(self, clause_id: str) -> Clause | None:
        """The serving clause of this id, or the one that this was the id of."""
        found = self._clause(clause_id)
        return found or (self._clause(now) if (now := self._now(clause_id)) else None)

    def _clause(self, clause_id: str) -> Clause | None:
        row = self._db.execute(
            "SELECT c.body FROM clauses c JOIN documents d ON d.id = c.document AND d.rendition = c.rendition "
            "WHERE c.id = ? AND d.serving",
            (cells.bound(clause_id),),
        ).fetchone()
        return cells.load(Clause, row[0]) if row else None

    def clauses(self, document: str = "") -> Iterator[Clause]:
        """Serving clauses in order of reading, of one document or of all."""
        where, values = ("AND d.id = ?", (cells.bound(document),)) if document else ("", ())
        query = (
            "SELECT c.body FROM documents d CROSS JOIN clauses c ON c.document = d.id AND c.rendition = d.rendition "
            f"WHERE d.serving {where} ORDER BY d.ord, c.ord"
        )
        return (cells.load(Clause, body) for (body,) in self._db.execute(query, values))

    def clause_counts(self) -> dict[str, int]:
        """How many serving clauses each document has."""
        return dict(
            self._db.execute(
                "SELECT d.id, count(*) FROM documents d JOIN clauses c ON c.document = d.id AND c.rendition = d.rendition "
                "WHERE d.serving GROUP BY d.id"
            )
        )

    def clause_ids(self, kind: str) -> set[str]:
        """Ids of serving clauses of one kind."""
        rows = self._db.execute(
            "SELECT c.id FROM clauses c JOIN documents d ON d.id = c.document AND d.rendition = c.rendition "
            "WHERE c.kind = ? AND d.serving",
            (kind,),
        )
        return {row[0] for row in rows}

    def clauses_at(self, place: str) -> list[str]:
        """Ids of serving clauses whose path is ``place`` in any document."""
        rows = self._db.execute(
            "SELECT c.id FROM clauses c JOIN documents d ON d.id = c.document AND d.rendition = c.rendition "
            "WHERE d.serving AND substr(c.id, instr(c.id, '#') + 1) = ? ORDER BY d.ord",
            (cells.bound(place),),
        )
        return [row[0] for row in rows]

    # ids that moved

    def aliases(self) -> dict[str, str]:
        """Old id of a document or clause → its id now."""
        return dict(self._db.execute("SELECT old, new FROM aliases")) if self._has_aliases() else {}

    def _now(self, old: str) -> str:
        """The id that an old one became; "" for one that did not move."""
        if not self._has_aliases():
            return ""
        row = self._db.execute("SELECT new FROM aliases WHERE old = ?", (cells.bound(old),)).fetchone()
        return str(row[0]) if row else ""

    def _has_aliases(self) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'aliases'").fetchone() is not None

    def set_aliases(self, aliases: Mapping[str, str]) -> None:
        """All old ids of the base."""
        self._db.execute(_ALIASES)
        self._db.execute("DELETE FROM aliases")
        self._db.executemany("INSERT INTO aliases VALUES (?, ?)", aliases.items())

    # entities

    def stated_entities(self) -> list[Entity]:
        """Every serving source's entities, those of originals first."""
        rows = self._db.execute(
            "SELECT e.kind, e.body FROM entities e "
            "JOIN documents d ON d.id = e.document AND d.rendition = e.rendition "
            "WHERE d.serving ORDER BY e.rendition = 'digest', d.ord, e.ord"
        )
        return [cells.load(class_of(kind), body) for kind, body in rows]

    def set_entities(self, entities: Iterable[Entity]) -> None:
        """The entities of the base, merged from all sources, in their order."""
        self._db.execute("DELETE FROM merged")
        self._db.executemany(
            "INSERT INTO merged VALUES (?, ?, ?, ?)", ((kind_of(e), e.id, i, cells.dump(e)) for i, e in enumerate(entities))
        )

    def entities(self) -> list[Entity]:
        """Merged entities in order."""
        return [cells.load(class_of(k), body) for k, body in self._db.execute("SELECT kind, body FROM merged ORDER BY ord")]

    # links, findings, entries, audit

    def set_links(self, links: Iterable[Link]) -> None:
        """All links of the base."""
        self._db.execute("DELETE FROM links")
        self._db.executemany("INSERT INTO links VALUES (?, ?, ?)", ((x.subject, x.object, cells.dump(x)) for x in links))

    def links(self) -> list[Link]:
        """All links in order."""
        return [cells.load(Link, body) for (body,) in self._db.execute("SELECT body FROM links ORDER BY rowid")]

    def set_base_findings(self, findings: Iterable[Finding]) -> None:
        """Findings on the base as a whole: its data files, and what its documents say against each other."""
        self._db.execute("DELETE FROM findings WHERE rendition = ''")
        self._db.executemany("INSERT INTO findings VALUES ('', '', ?)", ((cells.dump(f),) for f in findings))

    def findings(self) -> list[Finding]:
        """Findings on the serving documents, then those on the base as a whole."""
        return [
            cells.finding(body)
            for (body,) in self._db.execute(
                "SELECT f.body FROM findings f LEFT JOIN documents d ON d.id = f.document AND d.rendition = f.rendition "
                "WHERE d.serving OR f.rendition = '' ORDER BY f.rendition = '', d.ord, f.rowid"
            )
        ]

    def set_entries(self, part: str, entries: Iterable[Entry]) -> None:
        """What each row of the index named ``part`` is."""
        self._db.execute("DELETE FROM entries WHERE part = ?", (part,))
        rows = ((part, i, e.kind, e.id, e.key) for i, e in enumerate(entries))
        self._db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", rows)

    def entries(self, part: str) -> Iterator[tuple[str, str]]:
        """(kind, id) of each row of an index."""
        return iter(self._db.execute("SELECT kind, id FROM entries WHERE part = ? ORDER BY row", (part,)))

    def entry_text(self, part: str, row: int) -> str:
        """Title and text of the entry of a row."""
        ((key,),) = self._db.execute("SELECT key FROM entries WHERE part = ? AND row = ?", (part, row))
        return " ".join(text for text in key.split("\0")[2:4] if text)

    def entry_rows(self, part: str) -> dict[str, int]:
        """Row of each entry of an index by its key."""
        return dict(self._db.execute("SELECT key, row FROM entries WHERE part = ?", (part,)))

    def take_audit(self, other: "Store") -> None:
        """Carry over the lines of another store that the audit log may still lack."""
        self.set_audit([*self.audit(), *other.audit()])

    def log(self, time: str, who: str, action: str, document: Document, before: str = "") -> None:
        """One line for the audit log, which takes it when this store is published; ``before``: what stood there."""
        self.set_audit([*self.audit(), Change(time, who, action, document.id, document.rendition, document.sha256, before)])

    def audit(self) -> list[Change]:
        """Lines for the audit log, in the order written."""
        return [Change(*line) for line in self._db.execute("SELECT * FROM audit ORDER BY rowid")]

    def set_audit(self, changes: Iterable[Change]) -> None:
        """Lines for the audit log."""
        rows = list(map(astuple, changes))
        self._db.execute("DROP TABLE audit")  # one that an earlier version made has fewer columns
        self._db.execute(_AUDIT)
        self._db.executemany("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
