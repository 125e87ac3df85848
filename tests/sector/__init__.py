"""Many agencies together: counts, quartiles and ranks by table, and that no small group shows."""
