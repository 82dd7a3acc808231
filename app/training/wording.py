"""Sentences that every piece of material has."""

DIGEST_NOTE = "标“摘要”的内容是知识库编者的概括，不是原文；引用、考核前请核对原文。"
NOTHING = "知识库里只有它的名称和概括，没有逐条要求。请资料管理员加入它的原文，再做一次。"
