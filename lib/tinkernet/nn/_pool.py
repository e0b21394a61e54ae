"""Max pooling and average pooling of signals and images."""

from __future__ import annotations

from ._pooling import AvgPooling, MaxPooling


class MaxPool1d(MaxPooling):
    r"""Keep the largest of every ``kernel_size`` neighbours of a signal.

    .. math:: y_{n,c,i} = \max_{k < K} x_{n,c,\, s i + k}

    Parameters
    ----------
    kernel_size : int
        ``K``, how many neighbours.
    stride : int, default kernel_size
        ``s``, how far the window moves.
    padding : int, default 0
        Places added at each end; they are never the largest.

    Notes
    -----
    **Shape**: input (N, C, L), output (N, C, L_out). PyTorch's ``MaxPool1d``. Source: deck 004.

    Examples
    --------
    >>> import numpy as np
    >>> MaxPool1d(2)(np.array([[[1.0, 3.0, 2.0, 0.0]]]))
    array([[[3., 2.]]])
    """

    DIMENSIONS = 1


class MaxPool2d(MaxPooling):
    r"""Keep the largest number in every window of an image.

    .. math:: y_{n,c,i,j} = \max_{k, l} x_{n,c,\, s i + k,\, s j + l}

    Parameters
    ----------
    kernel_size : int or pair of int
        The window's height and width; ``k`` and ``l`` run over it.
    stride : int or pair of int, default kernel_size
        ``s``, how far the window moves.
    padding : int or pair of int, default 0
        Rows and columns added on each side; they are never the largest.

    Notes
    -----
    **Shape**: input (N, C, H, W), output (N, C, H_out, W_out). PyTorch's ``MaxPool2d``.
    Source: deck 004.

    Examples
    --------
    >>> import numpy as np
    >>> pool = MaxPool2d(2)
    >>> pool(np.array([[[[1.0, 2.0], [4.0, 3.0]]]]))
    array([[[[4.]]]])
    >>> pool.backward(np.array([[[[5.0]]]]))
    array([[[[0., 0.],
             [5., 0.]]]])
    """

    DIMENSIONS = 2


class AvgPool1d(AvgPooling):
    r"""Take the mean of every ``kernel_size`` neighbours of a signal.

    .. math:: y_{n,c,i} = \frac{1}{K} \sum_{k < K} x_{n,c,\, s i + k}

    Parameters
    ----------
    kernel_size : int
        ``K``, how many neighbours.
    stride : int, default kernel_size
        ``s``, how far the window moves.
    padding : int, default 0
        Zeros added at each end, which count.

    Notes
    -----
    **Shape**: input (N, C, L), output (N, C, L_out). PyTorch's ``AvgPool1d``. Source: deck 004.

    Examples
    --------
    >>> import numpy as np
    >>> AvgPool1d(2)(np.array([[[1.0, 3.0, 2.0, 0.0]]]))
    array([[[2., 1.]]])
    """

    DIMENSIONS = 1

    def extra_repr(self) -> str:
        """Return the sizes, as PyTorch does: always as tuples."""
        window = self._window
        return f"kernel_size={window.kernel}, stride={window.stride}, padding={window.padding}"


class AvgPool2d(AvgPooling):
    r"""Take the mean of every window of an image.

    .. math:: y_{n,c,i,j} = \frac{1}{K L} \sum_{k < K,\, l < L} x_{n,c,\, s i + k,\, s j + l}

    Parameters
    ----------
    kernel_size : int or pair of int
        ``K`` and ``L``, the window's height and width.
    stride : int or pair of int, default kernel_size
        ``s``, how far the window moves.
    padding : int or pair of int, default 0
        Rows and columns of zeros added on each side, which count.

    Notes
    -----
    **Shape**: input (N, C, H, W), output (N, C, H_out, W_out). PyTorch's ``AvgPool2d``.
    Source: deck 004.

    Examples
    --------
    >>> import numpy as np
    >>> AvgPool2d(2)(np.array([[[[1.0, 2.0], [4.0, 3.0]]]]))
    array([[[[2.5]]]])
    """

    DIMENSIONS = 2

    def extra_repr(self) -> str:
        """Return the sizes, as PyTorch does."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"
