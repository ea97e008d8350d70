"""Parvis: the platform where newcomers and the community that receives them meet."""

__version__ = "0.1.0"
