"""Spreads work over several computers: a Ray cluster, where the environment variable ``DUIBIAO_RAY`` names one.

Every computer of the cluster has the same version of this program and the same settings. Tasks and results come and go in
order, so that a base is the same as one built on a single computer.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from typing import Any, TypeVar

from ingest.errors import WorkerError

RAY = "DUIBIAO_RAY"
"""Names the cluster, such as 10.0.0.5:6379; ``local`` starts one on this computer."""
_AHEAD = 4
"""Tasks that wait at each worker: more would only fill memory."""
Task = TypeVar("Task")
Result = TypeVar("Result")


def address() -> str:
    """The address of the cluster, "" where none is named."""
    return os.environ.get(RAY, "").strip()


def spread(prepare: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task]) -> Iterator[Result]:
    """The results of ``tasks`` in order; each worker, one a processor of the cluster, calls ``prepare`` once for its function.

    ``prepare`` is a function of a module, or a partial of one. WorkerError when the cluster cannot be reached or a worker
    fails.
    """
    ray = _library()
    workers: list[Any] = []
    try:
        _connect(ray)
        worker = ray.remote(num_cpus=1)(_Worker)
        workers = [worker.remote(prepare) for _ in range(max(int(ray.cluster_resources().get("CPU", 1)), 1))]
        waiting: deque[Any] = deque()
        for one, task in zip(cycle(workers), tasks, strict=False):
            if len(waiting) == _AHEAD * len(workers):
                yield ray.get(waiting.popleft())
            waiting.append(one.work.remote(task))
        while waiting:
            yield ray.get(waiting.popleft())
    except (ray.exceptions.RayError, ConnectionError, RuntimeError, ValueError) as exc:
        said = str(getattr(exc, "cause", None) or exc).strip().splitlines() or [type(exc).__name__]
        raise WorkerError(f"Ray 集群出错（{said[-1][:120]}）", address(), f"请检查 {RAY} 写的地址和集群是否在运行") from exc
    finally:
        for one in workers:
            ray.kill(one)


def _library() -> Any:  # noqa: ANN401 - a module
    try:
        import ray  # noqa: PLC0415 - of the extra ray
    except ImportError as exc:
        raise WorkerError(f"没有安装 ray，不能用 {RAY}", address(), "请运行 pip install 'duibiao[ray]'") from exc
    return ray


def _connect(ray: Any) -> None:  # noqa: ANN401 - a module
    """Join the cluster, unless this process has already; nothing about its use is reported to anybody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if not ray.is_initialized():
        ray.init(address=address(), log_to_driver=False, logging_level="ERROR")


class _Worker:
    """A process of the cluster."""

    def __init__(self, prepare: Callable[[], Callable[[Any], object]]) -> None:
        self._function = prepare()

    def work(self, task: object) -> object:
        return self._function(task)
