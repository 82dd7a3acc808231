"""Parts that every page is made of. A part shows values that it is given; it searches nothing and decides nothing.

==============  ==========================================================================================================
``address``     What a page shows lives in its address: ``address.value("q")``, ``address.put(q="…", open=None)``, and for a
                widget ``st.selectbox("层级", options, **address.bound("level", options))``. Back button, reload and a shared
                address then work by themselves.
``heading``     The head of a page: its title, and one sentence about what it is good for.
``markup``      ``markup.show(html)`` shows ``markupsafe.Markup``; text in ``Markup("<b>{}</b>").format(text)`` is escaped.
                Never build HTML by joining strings, and never pass a document's text to ``st.markdown`` without ``plain``.
``links``       ``here("全部", "standards", {"level": None})`` to another state of the page that is open, without a reload;
                ``before_and_after`` for 上一条 and 下一条.
``copy_button`` ``copy_button(text, "复制引用")``: reached by keyboard and finger, says 已复制.
``citation``    A citation in full and in short, each to copy; ``copies`` and ``text_file`` for many at once.
``badges``      ``basis("stated")``, ``rendition("digest")``, ``status("in_force")``: the same words and colours everywhere.
``clause_line`` A clause in one line with the matched words marked; opens in place.
``table``       A whole list with facets (``facets``), counts, a time line (``years``), sorting and sheets (``sheets``), all of
                it in the address.
``to_thing``    A link to the page of a thing: ``to_thing("WS/T 433-2023", "standard", "WS/T 433-2023")``.
``print_button``  Opens the browser's print dialog.
``place``       看原页: the page's picture with the clause framed, or the text around it.
``beside``      Work that takes long: ``begin(key, act)``, ``waiting(key, note)`` shows how far it is, ``jobs()[key].result()``.
``states``      ``empty(…)`` and ``failed(exc)``: what to do next.
``actions``     ``@action("accept", Right.LINKS)`` names a function; ``button("采纳", "accept", identity)`` runs it.
``basket``      ``basket_button(id, holding)``, the count in the head of every page, and the basket itself.
``line``        What ``clause_line`` is made of, for other things: ``line(id, head, text, body)``; ``folded("为什么", …)``.
``marks``       Text with places marked.
``shell``       Once for all pages: style, language, and the script that the buttons and links of the other parts rely on.
==============  ==========================================================================================================

``address``, ``heading``, ``markup.show``, ``text_file``, ``table``, ``place`` and ``states`` put something on the page. The
others return ``Markup`` to be put together and shown at once, which is quicker than one element each and needs no run of the
page to open a line.

Never hand an opened base to a fragment, a dialog, a callback or the session: a session would keep it when it is no longer
served. Call ``shared.opened()`` inside instead.
"""
