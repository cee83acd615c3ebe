"""How hard hypothesis tries: few examples and always the same, or HYPOTHESIS_PROFILE=thorough."""

import os

from hypothesis import settings

settings.register_profile("default", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("thorough", deadline=None, derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
