"""The indicators that come with lianbing: ordinary plugins, one file each, loaded by name like anyone's."""
