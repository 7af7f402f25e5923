"""Solves the attackers' questions: which numbers of institutions fit all that was printed? By HiGHS, in whole numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import highspy
import numpy as np

CLOSE = 1e-6


class Program:
    """Unknown whole numbers from 0 on, each below a most, and sums of them that lie in ranges."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}
        self._most: list[int] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._solver: highspy.Highs | None = None
        self.worlds: list[dict[Hashable, float]] = []

    def add(self, name: Hashable, most: int) -> None:
        """Add an unknown."""
        self._places[name] = len(self._most)
        self._most.append(most)

    def bound(self, names: Iterable[Hashable], low: float, high: float, less: Iterable[Hashable] = ()) -> None:
        """Say in which range a sum is, after the sum of `less` is subtracted."""
        weights = {self._places[name]: 1.0 for name in names} | {self._places[name]: -1.0 for name in less}
        self._rows.append((weights, low, high))

    def least(self, names: Sequence[Hashable]) -> int:
        """Return the least that a sum can be. Raises ValueError if no numbers fit."""
        solver = self._solver = self._solver or self._built()
        chosen = [self._places[name] for name in names]
        cost = np.zeros(len(self._most))
        cost[chosen] = 1.0
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        values = self._solved(solver)
        if np.abs(values - values.round()).max(initial=0) > CLOSE:
            self._whole(solver, True)
            values = self._solved(solver)
            self._whole(solver, False)
        self.worlds.append({name: round(values[place]) for name, place in self._places.items()})
        return round(float(values[chosen].sum()))

    def determined(self, names: Sequence[Hashable]) -> float | None:
        """Return the sum if the exact equations alone give it, by rank; else None."""
        exact = [row for row in self._rows if row[1] == row[2]]
        matrix = np.zeros((len(exact), len(self._most)))
        for number, (weights, _, _) in enumerate(exact):
            matrix[number, list(weights)] = list(weights.values())
        wanted = np.zeros(len(self._most))
        wanted[[self._places[name] for name in names]] = 1.0
        if np.linalg.matrix_rank(np.vstack([matrix, wanted])) > np.linalg.matrix_rank(matrix):
            return None
        factors = np.linalg.lstsq(matrix.T, wanted, rcond=None)[0]
        return float(factors @ np.array([row[1] for row in exact]))

    def _whole(self, solver: highspy.Highs, is_whole: bool) -> None:
        kind = highspy.HighsVarType.kInteger if is_whole else highspy.HighsVarType.kContinuous
        for place in range(len(self._most)):
            solver.changeColIntegrality(place, kind)

    def _solved(self, solver: highspy.Highs) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ValueError(f"no world fits what was printed: {solver.getModelStatus()}")
        return np.array(solver.getSolution().col_value, dtype=np.float64)

    def _built(self) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        for most in self._most:
            solver.addVar(0.0, float(most))
        for weights, low, high in self._rows:
            solver.addRow(low, high, len(weights), np.array(list(weights), dtype=np.int32), np.array(list(weights.values())))
        return solver
