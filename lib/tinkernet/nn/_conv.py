"""Convolutions in one, two and three dimensions."""

from __future__ import annotations

from ._convolution import Convolution


class Conv1d(Convolution):
    r"""Slide kernels along a signal.

    .. math:: y_{n,o,i} = b_o + \sum_{c,k} w_{o,c,k} \; x_{n,c,\, s i + d k - p}

    Parameters
    ----------
    in_channels : int
        Channels of the input; ``c`` runs over them.
    out_channels : int
        Kernels, and so channels of the output; ``o`` runs over them.
    kernel_size : int
        Places that a kernel sees; ``k`` runs over them.
    stride : int, default 1
        ``s``, how far the kernel moves.
    padding : int, default 0
        ``p``, zeros added at each end.
    dilation : int, default 1
        ``d``, the distance between two places that a kernel sees.
    groups : int, default 1
        Only 1 is known: every kernel sees all channels.
    bias : bool, default True
        Whether ``b`` is added.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Attributes
    ----------
    weight : Parameter, shape (out_channels, in_channels, kernel_size)
        Uniform in ``(-r, r)`` at first, ``r = 1 / sqrt(in_channels kernel_size)``.
    bias : Parameter, shape (out_channels,), or None
        Drawn from the same interval.

    Notes
    -----
    **Shape**: input (N, in_channels, L), output (N, out_channels, L_out) with
    ``L_out = floor((L + 2 p - d (k - 1) - 1) / s) + 1``, ``k`` the kernel size. PyTorch's
    ``Conv1d``; like it, it does not turn the kernel round, as convolution in mathematics does.
    Source: deck 004, motifs in DNA.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Conv1d(1, 1, 2, bias=False)
    >>> layer.weight.data[:] = [[[1.0, -1.0]]]
    >>> layer(np.array([[[1.0, 4.0, 9.0]]]))
    array([[[-3., -5.]]])
    """

    DIMENSIONS = 1


class Conv2d(Convolution):
    r"""Slide kernels over an image.

    .. math:: y_{n,o,i,j} = b_o + \sum_{c,k,l} w_{o,c,k,l} \;
              x_{n,c,\, s i + d k - p,\, s j + d l - p}

    Parameters
    ----------
    in_channels : int
        Channels of the input, such as 3 colours; ``c`` runs over them.
    out_channels : int
        Kernels, and so feature maps; ``o`` runs over them.
    kernel_size : int or pair of int
        Height and width of a kernel; ``k`` and ``l`` run over them.
    stride : int or pair of int, default 1
        ``s``, how far the kernel moves.
    padding : int or pair of int, default 0
        ``p``, rows and columns of zeros added on each side.
    dilation : int or pair of int, default 1
        ``d``, the distance between two pixels that a kernel sees.
    groups : int, default 1
        Only 1 is known: every kernel sees all channels.
    bias : bool, default True
        Whether ``b`` is added.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Attributes
    ----------
    weight : Parameter, shape (out_channels, in_channels, height, width)
        Uniform in ``(-r, r)`` at first, ``r = 1 / sqrt(in_channels height width)``.
    bias : Parameter, shape (out_channels,), or None
        Drawn from the same interval.

    Notes
    -----
    **Shape**: input (N, in_channels, H, W), output (N, out_channels, H_out, W_out) with
    ``H_out = floor((H + 2 p - d (k - 1) - 1) / s) + 1``, ``k`` the kernel's height; the same for
    the width. PyTorch's ``Conv2d``; like it, it does not turn the kernel round, as convolution in
    mathematics does. Source: deck 004.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Conv2d(1, 1, 2, bias=False)
    >>> layer.weight.data[:] = 1.0
    >>> layer(np.ones((1, 1, 2, 3)))
    array([[[[4., 4.]]]])
    >>> layer.backward(np.array([[[[1.0, 1.0]]]]))
    array([[[[1., 2., 1.],
             [1., 2., 1.]]]])
    """

    DIMENSIONS = 2


class Conv3d(Convolution):
    r"""Slide kernels through a volume.

    .. math:: y_{n,o,h,i,j} = b_o + \sum_{c,m,k,l} w_{o,c,m,k,l} \;
              x_{n,c,\, s h + d m - p,\, s i + d k - p,\, s j + d l - p}

    Parameters
    ----------
    in_channels : int
        Channels of the input; ``c`` runs over them.
    out_channels : int
        Kernels, and so channels of the output; ``o`` runs over them.
    kernel_size : int or triple of int
        Depth, height and width of a kernel; ``m``, ``k`` and ``l`` run over them.
    stride : int or triple of int, default 1
        ``s``, how far the kernel moves.
    padding : int or triple of int, default 0
        ``p``, zeros added on each side.
    dilation : int or triple of int, default 1
        ``d``, the distance between two places that a kernel sees.
    groups : int, default 1
        Only 1 is known: every kernel sees all channels.
    bias : bool, default True
        Whether ``b`` is added.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Attributes
    ----------
    weight : Parameter, shape (out_channels, in_channels, depth, height, width)
        Uniform in ``(-r, r)`` at first, ``r`` one over the root of what one output adds up.
    bias : Parameter, shape (out_channels,), or None
        Drawn from the same interval.

    Notes
    -----
    **Shape**: input (N, in_channels, D, H, W), output (N, out_channels, D_out, H_out, W_out);
    sizes as in ``Conv2d``. PyTorch's ``Conv3d``. Source: deck 004, videos and scans.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Conv3d(1, 1, (1, 2, 2), bias=False)
    >>> layer.weight.data[:] = 1.0
    >>> layer(np.ones((1, 1, 2, 2, 2))).ravel()
    array([4., 4.])
    """

    DIMENSIONS = 3
