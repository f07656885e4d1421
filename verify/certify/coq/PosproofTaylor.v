(** CoqInterval's own tactic, with Taylor models, for what boxes alone do not reach: narrow margins over wide intervals. *)
Require Import Reals Lra.
From Interval Require Import Tactic.
Local Open Scope R_scope.

Lemma less_by_difference a b : 0 < b - a -> a < b.
Proof. lra. Qed.

Lemma at_most_by_difference a b : 0 <= b - a -> a <= b.
Proof. lra. Qed.

(** The tactic wants a constant on one side. *)
Ltac by_taylor x :=
  unfold Rpower;
  lazymatch goal with
  | |- _ < _ => apply less_by_difference
  | |- _ <= _ => apply at_most_by_difference
  | |- _ > _ => apply Rlt_gt, less_by_difference
  | |- _ >= _ => apply Rle_ge, at_most_by_difference
  end;
  interval with (i_bisect x, i_taylor x, i_degree 10, i_depth 12, i_prec 80).
