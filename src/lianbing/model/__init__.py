"""The records that everything else passes around: rulebook, candidate, campaign, outcome."""
