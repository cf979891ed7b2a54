"""Evidence as it grows cell by cell: data, and for each place in it the cell that says so."""

from typing import Any

from criteria.problems import pointer

Path = tuple[str | int, ...]


class TakenError(Exception):
    """Something stands there already; with the cell in which."""

    def __init__(self, cell: str) -> None:
        """Name the *cell*."""
        self.cell = cell
        super().__init__(cell)


class Tree:
    """Data under a path for each value. Numbers in a path only tell entries of a list apart: they close ranks."""

    def __init__(self, data: Any) -> None:
        """Begin with *data*, to which cells add."""
        self.data = data
        self.places: dict[str, str] = {}
        self._order: dict[Path, dict[int, int]] = {}

    def put(self, path: Path, value: Any, cell: str) -> None:
        """Put *value*, which stands in *cell*, at *path*.

        Raises:
            TakenError: There is something already, or something of another form above.
        """
        holder: Any = self.data
        closed: Path = ()
        for place, part in enumerate(path):
            below: Any = value if place == len(path) - 1 else [] if isinstance(path[place + 1], int) else {}
            key = self._closed(path[:place], part)
            closed = (*closed, key)
            holder = self._step(holder, key, below, closed, is_last=place == len(path) - 1, cell=cell)
        self.places[pointer(closed)] = cell
        if len(closed) > 2:
            self.places.setdefault(pointer(closed[:-1]), cell)  # what is wrong with all of it is shown where it begins

    def _closed(self, above: Path, part: str | int) -> str | int:
        if isinstance(part, str):
            return part
        order = self._order.setdefault(above, {})
        return order.setdefault(part, len(order))

    def _step(self, holder: Any, key: str | int, below: Any, path: Path, *, is_last: bool, cell: str) -> Any:
        taken = TakenError(self.places.get(pointer(path), cell))
        if isinstance(holder, list) and isinstance(key, int):
            if key == len(holder):
                holder.append(below)
            elif is_last:
                raise taken
            return holder[key]
        if not isinstance(holder, dict) or not isinstance(key, str) or (is_last and key in holder):
            raise taken
        return holder.setdefault(key, below)
