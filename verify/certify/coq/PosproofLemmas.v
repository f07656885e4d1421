(** Inequalities that no finite computation reaches, and tactics for equalities. *)
Require Import Reals ZArith Lia Lra.
From Coquelicot Require Import Coquelicot.
Require Import PosproofClaims.
Local Open Scope R_scope.

(** Position Interpolation, eq. 14, the right way round: from exp u > 1 + u at u = -4 ln c / d. *)
Lemma reciprocal_exponential c d : 1 < c -> 0 < d -> 1 / (1 - Rpower c (-4 / d)) > d / (4 * ln c).
Proof.
  intros C D. assert (L : 0 < ln c) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (P : 0 < 4 / d * ln c) by (apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat|]; lra).
  unfold Rpower. replace (-4 / d * ln c) with (- (4 / d * ln c)) by (field; lra).
  replace (d / (4 * ln c)) with (/ (4 / d * ln c)) by (field; lra).
  set (u := 4 / d * ln c) in *. unfold Rdiv; rewrite Rmult_1_l.
  assert (A : 1 + - u < exp (- u)) by (apply exp_ineq1; lra).
  assert (B : exp (- u) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  apply Rinv_lt_contravar; [apply Rmult_lt_0_compat|]; lra.
Qed.

Lemma exponential_above_tangent u : u <> 0 -> exp u > 1 + u.
Proof. exact (exp_ineq1 u). Qed.

Lemma power_above_tangent b x : 1 < b -> x <> 0 -> Rpower b x > 1 + x * ln b.
Proof.
  intros B X. assert (0 < ln b) by (rewrite <- ln_1; apply ln_increasing; lra).
  apply exp_ineq1. now apply Rmult_integral_contrapositive_currified; [|lra].
Qed.

(** The integral of cos (n x), by its antiderivative. *)
Lemma integral_of_cosine n a b : n <> 0 -> RInt (fun x => cos (n * x)) a b = (sin (n * b) - sin (n * a)) / n.
Proof.
  intros N; apply is_RInt_unique.
  replace ((sin (n * b) - sin (n * a)) / n) with (minus (sin (n * b) / n) (sin (n * a) / n))
    by (unfold minus, plus, opp; simpl; field; trivial).
  apply (is_RInt_derive (fun x => sin (n * x) / n) (fun x => cos (n * x))).
  - intros x _. auto_derive; trivial. field; trivial.
  - intros x _. apply (ex_derive_continuous (fun x => cos (n * x))). auto_derive; trivial.
Qed.

Lemma sine_difference u v : Rabs (sin u - sin v) <= 2.
Proof. apply Rabs_le. destruct (SIN_bound u), (SIN_bound v). lra. Qed.

Lemma sine_quotient_bound n u v : 0 < n -> Rabs ((sin u - sin v) / n) <= 2 / n.
Proof.
  intros N; unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ n)) by (left; now apply Rinv_0_lt_compat).
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat | apply sine_difference].
Qed.

(** The bound 2/n of the decay article's integral, over any interval. *)
Lemma integral_of_cosine_bound n a b : 0 < n -> Rabs (RInt (fun x => cos (n * x)) a b) <= 2 / n.
Proof. intros N; rewrite integral_of_cosine by lra. now apply sine_quotient_bound. Qed.

Lemma cosine_above_parabola x : 1 - cos (x / 2) <= x ^ 2 / 8.
Proof.
  replace (x / 2) with (2 * (x / 4)) by field. rewrite cos_2a_sin.
  assert (H : sin (x / 4) ^ 2 <= (x / 4) ^ 2); [|nra].
  rewrite <- (pow2_abs (sin (x / 4))), <- (pow2_abs (x / 4)). apply pow_incr. split; [apply Rabs_pos|].
  destruct (Req_dec (x / 4) 0) as [->|N]; [rewrite sin_0; lra|].
  assert (forall y, 0 <= y -> Rabs (sin y) <= y) as S.
  { intros y Y. apply Rabs_le. destruct (Req_dec y 0) as [->|]; [rewrite sin_0; lra|].
    assert (sin y < y) by (apply sin_lt_x; lra). destruct (Rle_dec y 1) as [Q|Q].
    - assert (0 <= sin y) by (apply sin_ge_0; [|assert (P := PI_RGT_0); assert (Q2 := PI2_1)]; lra). lra.
    - destruct (SIN_bound y); lra. }
  destruct (Rle_dec 0 (x / 4)) as [P|P].
  - rewrite (Rabs_pos_eq (x / 4)) by trivial. now apply S.
  - rewrite <- (Rabs_Ropp (x / 4)), (Rabs_pos_eq (- (x / 4))) by lra.
    rewrite <- (Rabs_Ropp (sin (x / 4))), <- sin_neg. apply S. lra.
Qed.

(** Turns what the premises say of integers into statements on reals, listed elements into cases. *)
Ltac premises :=
  intros;
  repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | H : Listed _ _ |- _ => simpl in H
  | H : _ \/ _ |- _ => destruct H
  | H : ?n = Z.pos _ |- _ => subst n
  | H : ?n = Z.neg _ |- _ => subst n
  | H : ?n = 0%Z |- _ => subst n
  end;
  repeat match goal with H : (_ <= _)%Z |- _ => apply IZR_le in H end.
Ltac by_lemma lemma := premises; apply lemma; lra.

(** Equalities: ring and field, sines and cosines of sums, sin^2 + cos^2 = 1. *)
Ltac side := repeat split; try lra; try (timeout 60 nra); apply Rgt_not_eq; first [apply exp_pos | lra].
Ltac expand_angles :=
  repeat (rewrite cos_2a || rewrite sin_2a || rewrite cos_plus || rewrite sin_plus || rewrite cos_minus || rewrite sin_minus
          || rewrite cos_neg || rewrite sin_neg).
Ltac pythagoras :=
  repeat match goal with
  | |- context [sin ?x] => lazymatch goal with H : Rsqr (sin x) + Rsqr (cos x) = 1 |- _ => fail | _ => pose proof (sin2_cos2 x) end
  end.
Ltac identity :=
  premises; repeat split;
  first [ reflexivity | lra | ring | field; side | expand_angles; ring | expand_angles; pythagoras; unfold Rsqr in *; timeout 60 nra ].
