"""One file a widget: how it is made for the tests that hold for every widget."""
