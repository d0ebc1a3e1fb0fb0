"""Distances on the globe."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0


def distances_km(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    to_lat: NDArray[np.float64],
    to_lon: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Great-circle distances, shape (len(lat), len(to_lat)); degrees in, kilometres out."""
    north, east = np.radians(lat)[:, None], np.radians(lon)[:, None]
    to_north, to_east = np.radians(to_lat)[None, :], np.radians(to_lon)[None, :]
    half = np.sin((north - to_north) / 2) ** 2
    half = half + np.cos(north) * np.cos(to_north) * np.sin((east - to_east) / 2) ** 2
    result: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return result
