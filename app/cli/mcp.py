"""``duibiao mcp``: the tools for an assistant on this computer, which starts the command and talks to it over stdio."""

from app.base import snapshots
from app.cli.console import KbOption, say


def mcp(kb: KbOption) -> None:
    """供本机的智能助手查询（MCP，标准输入输出）；由助手启动，只读。经网络查询用 duibiao serve 的 /mcp 和令牌。"""
    import anyio
    from mcp.server.stdio import stdio_server

    from app.api.rate import Rate
    from app.api.work import Work
    from app.mcp import tools

    snapshot = snapshots.current(kb)
    say(f"知识库第 {int(snapshot.name)} 版：{kb.absolute()}。等待智能助手，按 Ctrl-C 停止")
    server = tools.server(Work(kb.absolute(), Rate()), lambda _context, _endpoint: None)

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)
