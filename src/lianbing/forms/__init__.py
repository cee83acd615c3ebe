"""The office forms that a rulebook asks for: which sheets and columns there are, whoever writes or reads them."""
