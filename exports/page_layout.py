"""Where the page's overview puts each actor: a deterministic force layout in NumPy.

Nodes repel each other through a grid and a fast Fourier transform (after Hockney and Eastwood,
Computer Simulation Using Particles, 1988: cloud-in-cell weights, zero-padded convolution), edges
pull, and a weak gravity holds the parts together. It starts from time (left to right) and from
community (bands from top to bottom), so that the picture is the same on each run and already
nearly sorted before the first step.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_REPULSION: Final = 0.15
_GRAVITY: Final = 0.02
_GOLDEN: Final = 0.6180339887498949


def layout(size: int, left: Ints, right: Ints, when: Floats, weight: Floats | None = None) -> Floats:
    """Positions of `size` nodes, an array of shape (size, 2) within -1 … 1.

    `left` and `right` are the ends of the edges, `weight` their pull (1 by default), `when` the
    mean time of each node in any unit (NaN where there is none).
    """
    if size == 0:
        return np.zeros((0, 2))
    pull = np.ones(len(left)) if weight is None else weight
    places = _start(size, left, right, when, pull)
    if size > 1:
        places = _relax(places, left, right, pull)
    return _within_unit(places)


def communities(size: int, left: Ints, right: Ints, weight: Floats, rounds: int = 8) -> Ints:
    """A community of each node by label propagation, ties broken by the smaller label."""
    labels = np.arange(size)
    ends, others, pulls = np.r_[left, right], np.r_[right, left], np.r_[weight, weight]
    for _ in range(rounds):
        key, place = np.unique(ends * size + labels[others], return_inverse=True)
        total = np.bincount(place, pulls, minlength=len(key))
        node, label = key // size, key % size
        order = np.lexsort((label, -total, node))
        first = order[np.r_[True, np.diff(node[order]) > 0]] if len(order) else order
        fresh = labels.copy()
        # A node follows its neighbours only towards a smaller label: no label can swing for ever.
        fresh[node[first]] = np.minimum(label[first], labels[node[first]])
        if np.array_equal(fresh, labels):
            break
        labels = fresh
    return np.unique(labels, return_inverse=True)[1]


def _start(size: int, left: Ints, right: Ints, when: Floats, weight: Floats) -> Floats:
    side = np.sqrt(size)
    known = np.isfinite(when)
    times = np.where(known, when, np.median(when[known]) if known.any() else 0.0)
    across = np.argsort(np.argsort(times, kind="stable"), kind="stable") / size - 0.5
    group = communities(size, left, right, weight)
    band = (group * _GOLDEN) % 1.0 - 0.5
    jitter = (np.arange(size) * _GOLDEN) % 1.0 - 0.5
    places: Floats = np.stack([across, band + 0.2 * jitter], 1) * side
    return places


def _relax(places: Floats, left: Ints, right: Ints, weight: Floats) -> Floats:
    size = len(places)
    mass: Floats = np.bincount(np.r_[left, right], np.r_[weight, weight], minlength=size).astype(np.float64) + 1.0
    grid = int(min(256, max(64, 2 ** np.ceil(np.log2(np.sqrt(size) * 0.9)))))
    kernels = _kernels(grid)
    step = np.sqrt(size) * 0.1
    steps = 90 if size <= 4000 else 60 if size <= 12_000 else 40
    for turn in range(steps):
        force = _repulsion(places, mass, grid, kernels) * (mass[:, None] * _REPULSION)
        span = (places[right] - places[left]) * weight[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(left, span[:, axis], minlength=size)
            force[:, axis] -= np.bincount(right, span[:, axis], minlength=size)
        force = force / mass[:, None] - places * _GRAVITY
        length = np.sqrt((force**2).sum(1, keepdims=True)) + 1e-9
        limit = step * (1 - turn / steps) + 1e-3
        places = places + force / length * np.minimum(length, limit)
    return places


def _kernels(grid: int) -> tuple[npt.NDArray[np.complexfloating[Any, Any]], npt.NDArray[np.complexfloating[Any, Any]]]:
    """Transforms of the pull of a unit mass on a grid of unit cells; it scales with 1 / cell."""
    offset = np.fft.ifftshift(np.arange(-grid, grid)).astype(np.float32)
    square = offset[:, None] ** 2 + offset[None, :] ** 2 + np.float32(0.25)
    return np.fft.rfft2(offset[:, None] / square), np.fft.rfft2(offset[None, :] / square)


def _repulsion(
    places: Floats,
    mass: Floats,
    grid: int,
    kernels: tuple[npt.NDArray[np.complexfloating[Any, Any]], npt.NDArray[np.complexfloating[Any, Any]]],
) -> Floats:
    low = places.min(0)
    cell = max(float((places.max(0) - low).max()), 1e-9) * 1.0001 / (grid - 1)
    inside = (places - low) / cell
    corner = np.minimum(inside.astype(np.int64), grid - 2)
    part = inside - corner
    x, y = part[:, 0], part[:, 1]
    weights = ((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y)
    base = corner[:, 0] * grid + corner[:, 1]
    cells = (base, base + grid, base + 1, base + grid + 1)
    density = np.zeros(grid * grid)
    for index, share in zip(cells, weights, strict=True):
        density += np.bincount(index, share * mass, minlength=grid * grid)
    wave = np.fft.rfft2(density.reshape(grid, grid).astype(np.float32), (2 * grid, 2 * grid))
    result = np.empty_like(places)
    for axis, kernel in enumerate(kernels):
        field = np.fft.irfft2(wave * kernel, (2 * grid, 2 * grid))[:grid, :grid].ravel() / cell
        result[:, axis] = sum(field[index] * share for index, share in zip(cells, weights, strict=True))
    return result


def _within_unit(places: Floats) -> Floats:
    """Centred and scaled so that all but the outermost 1 % lie within -1 … 1, and those on its edge."""
    centred = places - np.median(places, 0)
    reach = float(np.quantile(np.abs(centred).max(1), 0.99))
    if reach <= 1e-9:
        return np.zeros_like(places)
    return np.clip(centred / reach, -1.0, 1.0)
