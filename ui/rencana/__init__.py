"""From need to deed: problems, offers, their meeting, the joint plan, deeds and stages."""
