(** Enclosures of terms by CoqInterval's arithmetic, in two stages: [stage] evaluates once what no quantified variable
    touches (the frequencies of a sum, say) and unrolls sums, [evaluate] does the rest at each element or box. *)
Require Import Reals ZArith List Bool.
From Interval Require Import Float.Specific_bigint Float.Specific_ops Float.Basic.
From Interval Require Import Interval.Interval Interval.Float_full Real.Xreal.
Require Import PosproofClaims.
Local Open Scope R_scope.

Module F := SpecificFloat BigIntRadix2.
Module I := FloatIntervalFull F.

Definition encloses (i : I.type) (x : R) : Prop := contains (I.convert i) (Xreal x).

(** What stays of a term: enclosures where everything was known. *)
Inductive residue :=
| Known (i : I.type)
| RVar (k : nat)
| RInt (known : list Z) (i : index)
| RUn (op : unary) (a : residue)
| RBin (op : binary) (a b : residue)
| RPow (a : residue) (known : list Z) (i : index)
| Late (known : list Z) (e : expr).    (* a sum whose bounds depend on a quantified variable *)

Section Precision.
Variable prec : F.precision.

Definition enclose_un (op : unary) (a : I.type) : I.type :=
  match op with
  | Neg => I.neg a | Abs => I.abs a | Sqrt => I.sqrt prec a | Exp => I.exp prec a | Ln => I.ln prec a
  | Sin => I.sin prec a | Cos => I.cos prec a | Tan => I.tan prec a | Atan => I.atan prec a
  end.

(** The smaller one: below both, and above one of them. *)
Definition enclose_bin (op : binary) (a b : I.type) : I.type :=
  match op with
  | Add => I.add prec a b | Sub => I.sub prec a b | Mul => I.mul prec a b | Div => I.div prec a b
  | Power => I.exp prec (I.mul prec b (I.ln prec a))
  | Min => I.meet (I.join a b) (I.lower_extent (I.meet (I.lower_extent a) (I.lower_extent b)))
  | Max => I.meet (I.join a b) (I.upper_extent (I.meet (I.upper_extent a) (I.upper_extent b)))
  end.

Lemma any_of_nan i x : contains (I.convert i) Xnan -> encloses i x.
Proof. unfold encloses. destruct (I.convert i) as [|l u]; simpl; tauto. Qed.

Lemma enclose_un_correct op i x : encloses i x -> encloses (enclose_un op i) (un op x).
Proof.
  unfold encloses; intros H; destruct op; simpl.
  - exact (I.neg_correct _ _ H).
  - exact (I.abs_correct _ _ H).
  - exact (I.sqrt_correct prec _ _ H).
  - exact (I.exp_correct prec _ _ H).
  - generalize (I.ln_correct prec _ _ H); simpl; unfold Xln'.
    destruct (is_positive x); trivial; apply any_of_nan.
  - exact (I.sin_correct prec _ _ H).
  - exact (I.cos_correct prec _ _ H).
  - generalize (I.tan_correct prec _ _ H); simpl; unfold Xtan'.
    destruct (is_zero (cos x)); trivial; apply any_of_nan.
  - exact (I.atan_correct prec _ _ H).
Qed.

Lemma enclose_bin_correct op i j x y : encloses i x -> encloses j y -> encloses (enclose_bin op i j) (bin op x y).
Proof.
  unfold encloses; intros Hi Hj; destruct op; simpl.
  - exact (I.add_correct prec _ _ _ _ Hi Hj).
  - exact (I.sub_correct prec _ _ _ _ Hi Hj).
  - exact (I.mul_correct prec _ _ _ _ Hi Hj).
  - generalize (I.div_correct prec _ _ _ _ Hi Hj); simpl; unfold Xdiv'.
    destruct (is_zero y); trivial; apply any_of_nan.
  - unfold Rpower.
    assert (H : encloses (I.ln prec i) (ln x)) by exact (enclose_un_correct Ln _ _ Hi).
    exact (I.exp_correct prec _ _ (I.mul_correct prec _ _ _ _ Hj H)).
  - apply I.meet_correct.
    + apply I.join_correct. unfold Rmin. destruct (Rle_dec x y); auto.
    + apply (I.lower_extent_correct _ _ (Rmin x y)); [|apply Rle_refl].
      apply I.meet_correct.
      * apply (I.lower_extent_correct _ _ x Hi), Rmin_l.
      * apply (I.lower_extent_correct _ _ y Hj), Rmin_r.
  - apply I.meet_correct.
    + apply I.join_correct. unfold Rmax. destruct (Rle_dec x y); auto.
    + apply (I.upper_extent_correct _ _ (Rmax x y)); [|apply Rle_refl].
      apply I.meet_correct.
      * apply (I.upper_extent_correct _ _ x Hi), Rmax_l.
      * apply (I.upper_extent_correct _ _ y Hj), Rmax_r.
Qed.

Lemma enclose_pow_correct i x n : encloses i x -> encloses (I.power_int prec i n) (powerRZ x n).
Proof.
  unfold encloses; intros H; generalize (I.power_int_correct prec n _ _ H); simpl; unfold Xpower_int'.
  destruct n as [|p|p]; trivial. destruct (is_zero x); trivial; apply any_of_nan.
Qed.

(** fold op (f 0) ... (f n), from the left as sum_f_R0 does it. *)
Fixpoint fold_to {A : Type} (op : A -> A -> A) (f : nat -> A) (n : nat) : A :=
  match n with O => f O | S k => op (fold_to op f k) (f (S k)) end.

Lemma fold_to_correct op (F : nat -> R) (G : nat -> I.type) n :
  (forall k, encloses (G k) (F k)) -> encloses (fold_to (enclose_bin op) G n) (fold_to (bin op) F n).
Proof. intros H; induction n as [|n IH]; simpl; [apply H|]. apply enclose_bin_correct; trivial. Qed.

Lemma sum_as_fold F n : sum_f_R0 F n = fold_to (bin Add) F n.
Proof. induction n as [|n IH]; simpl; [reflexivity|]. now rewrite IH. Qed.

Lemma prod_as_fold F n : prod_f_R0 F n = fold_to (bin Mul) F n.
Proof. induction n as [|n IH]; simpl; [reflexivity|]. now rewrite IH. Qed.

Definition enclosed_fold (op : binary) (empty lo hi : Z) (G : Z -> I.type) : I.type :=
  if (hi <? lo)%Z then I.fromZ prec empty
  else fold_to (enclose_bin op) (fun k => G (lo + Z.of_nat k)%Z) (Z.to_nat (hi - lo)).

Fixpoint enclose (e : expr) (zs : list Z) (bs : list I.type) : I.type :=
  match e with
  | Num z => I.fromZ prec z
  | Pi => I.pi prec
  | Var k => nth k bs I.zero
  | Int i => I.fromZ prec (value i zs)
  | Un op a => enclose_un op (enclose a zs bs)
  | Bin op a b => enclose_bin op (enclose a zs bs) (enclose b zs bs)
  | PowN a n => I.power_int prec (enclose a zs bs) (Z.of_nat n)
  | PowZ a i => I.power_int prec (enclose a zs bs) (value i zs)
  | SumE lo hi a => enclosed_fold Add 0 (value lo zs) (value hi zs) (fun k => enclose a (k :: zs) bs)
  | ProdE lo hi a => enclosed_fold Mul 1 (value lo zs) (value hi zs) (fun k => enclose a (k :: zs) bs)
  end.

Definition all_enclosed (bs : list I.type) (rs : list R) : Prop := Forall2 encloses bs rs.

Lemma nth_enclosed bs rs k : all_enclosed bs rs -> encloses (nth k bs I.zero) (nth k rs 0).
Proof.
  assert (Z : encloses I.zero 0) by (unfold encloses; rewrite I.zero_correct; split; apply Rle_refl).
  intros H; revert k; induction H as [|b r bs rs Hb _ IH]; intros [|k]; simpl; trivial.
Qed.

Lemma enclosed_sum_correct lo hi G F :
  (forall k, encloses (G k) (F k)) -> encloses (enclosed_fold Add 0 lo hi G) (Sum lo hi F).
Proof.
  intros H; unfold enclosed_fold, Sum. destruct (hi <? lo)%Z; [exact (I.fromZ_correct prec 0)|].
  rewrite sum_as_fold. now apply fold_to_correct.
Qed.

Lemma enclosed_prod_correct lo hi G F :
  (forall k, encloses (G k) (F k)) -> encloses (enclosed_fold Mul 1 lo hi G) (Prod lo hi F).
Proof.
  intros H; unfold enclosed_fold, Prod. destruct (hi <? lo)%Z; [exact (I.fromZ_correct prec 1)|].
  rewrite prod_as_fold. now apply fold_to_correct.
Qed.

Lemma enclose_natural_pow_correct i x n : encloses i x -> encloses (I.power_int prec i (Z.of_nat n)) (x ^ n).
Proof. intros H; rewrite pow_powerRZ; now apply enclose_pow_correct. Qed.

Theorem enclose_correct e : forall zs bs rs, all_enclosed bs rs -> encloses (enclose e zs bs) (denote e zs rs).
Proof.
  induction e as [z| |k|i|op a IHa|op a IHa b IHb|a IHa n|a IHa i|lo hi a IHa|lo hi a IHa]; intros zs bs rs H; simpl.
  - apply I.fromZ_correct.
  - apply I.pi_correct.
  - now apply nth_enclosed.
  - apply I.fromZ_correct.
  - apply enclose_un_correct; auto.
  - apply enclose_bin_correct; auto.
  - apply enclose_natural_pow_correct; auto.
  - apply enclose_pow_correct; auto.
  - apply enclosed_sum_correct; auto.
  - apply enclosed_prod_correct; auto.
Qed.

(** No variable beyond the first m. *)
Fixpoint closed (m : nat) (i : index) : bool :=
  match i with
  | INum _ => true
  | IVar k => (k <? m)%nat
  | INeg a => closed m a
  | IAdd a b | ISub a b | IMul a b | IDiv a b => closed m a && closed m b
  end.

Lemma value_closed i known zs : closed (length known) i = true -> value i (known ++ zs) = value i known.
Proof.
  induction i as [z|k|a IHa|a IHa b IHb|a IHa b IHb|a IHa b IHb|a IHa b IHb]; simpl;
    try (intros [A B]%andb_true_iff; now rewrite IHa, IHb).
  - reflexivity.
  - intros H; apply app_nth1. now apply Nat.ltb_lt.
  - intros A; now rewrite IHa.
Qed.

Definition stage_un (op : unary) (a : residue) : residue :=
  match a with Known i => Known (enclose_un op i) | _ => RUn op a end.

Definition stage_bin (op : binary) (a b : residue) : residue :=
  match a, b with Known i, Known j => Known (enclose_bin op i j) | _, _ => RBin op a b end.

Definition stage_pow (a : residue) (known : list Z) (i : index) : residue :=
  if closed (length known) i
  then match a with Known x => Known (I.power_int prec x (value i known)) | _ => RPow a nil (INum (value i known)) end
  else RPow a known i.

Definition staged_fold (op : binary) (empty lo hi : Z) (G : Z -> residue) : residue :=
  if (hi <? lo)%Z then Known (I.fromZ prec empty)
  else fold_to (stage_bin op) (fun k => G (lo + Z.of_nat k)%Z) (Z.to_nat (hi - lo)).

Fixpoint stage (e : expr) (known : list Z) : residue :=
  match e with
  | Num z => Known (I.fromZ prec z)
  | Pi => Known (I.pi prec)
  | Var k => RVar k
  | Int i => if closed (length known) i then Known (I.fromZ prec (value i known)) else RInt known i
  | Un op a => stage_un op (stage a known)
  | Bin op a b => stage_bin op (stage a known) (stage b known)
  | PowN a n => stage_pow (stage a known) nil (INum (Z.of_nat n))
  | PowZ a i => stage_pow (stage a known) known i
  | SumE lo hi a =>
      if closed (length known) lo && closed (length known) hi
      then staged_fold Add 0 (value lo known) (value hi known) (fun k => stage a (k :: known))
      else Late known e
  | ProdE lo hi a =>
      if closed (length known) lo && closed (length known) hi
      then staged_fold Mul 1 (value lo known) (value hi known) (fun k => stage a (k :: known))
      else Late known e
  end.

Fixpoint evaluate (r : residue) (zs : list Z) (bs : list I.type) : I.type :=
  match r with
  | Known i => i
  | RVar k => nth k bs I.zero
  | RInt known i => I.fromZ prec (value i (known ++ zs))
  | RUn op a => enclose_un op (evaluate a zs bs)
  | RBin op a b => enclose_bin op (evaluate a zs bs) (evaluate b zs bs)
  | RPow a known i => I.power_int prec (evaluate a zs bs) (value i (known ++ zs))
  | Late known e => enclose e (known ++ zs) bs
  end.

Lemma evaluate_stage_bin op a b zs bs :
  evaluate (stage_bin op a b) zs bs = enclose_bin op (evaluate a zs bs) (evaluate b zs bs).
Proof. now destruct a, b. Qed.

Lemma evaluate_stage_pow a known i zs bs :
  evaluate (stage_pow a known i) zs bs = I.power_int prec (evaluate a zs bs) (value i (known ++ zs)).
Proof.
  unfold stage_pow. destruct (closed (length known) i) eqn:C; [|reflexivity].
  rewrite (value_closed i known zs C). now destruct a.
Qed.

Lemma evaluate_staged_fold op empty lo hi G zs bs :
  evaluate (staged_fold op empty lo hi G) zs bs = enclosed_fold op empty lo hi (fun k => evaluate (G k) zs bs).
Proof.
  unfold staged_fold, enclosed_fold. destruct (hi <? lo)%Z; [reflexivity|].
  induction (Z.to_nat (hi - lo)) as [|n IH]; simpl; [reflexivity|]. now rewrite evaluate_stage_bin, IH.
Qed.

Theorem stage_correct e : forall known zs bs rs,
  all_enclosed bs rs -> encloses (evaluate (stage e known) zs bs) (denote e (known ++ zs) rs).
Proof.
  induction e as [z| |k|i|op a IHa|op a IHa b IHb|a IHa n|a IHa i|lo hi a IHa|lo hi a IHa]; intros known zs bs rs H; simpl.
  - apply I.fromZ_correct.
  - apply I.pi_correct.
  - now apply nth_enclosed.
  - destruct (closed (length known) i) eqn:C; simpl; [rewrite (value_closed _ _ zs C)|]; apply I.fromZ_correct.
  - specialize (IHa known zs bs rs H). replace (evaluate (stage_un op (stage a known)) zs bs)
      with (enclose_un op (evaluate (stage a known) zs bs)) by now destruct (stage a known).
    now apply enclose_un_correct.
  - rewrite evaluate_stage_bin. apply enclose_bin_correct; auto.
  - rewrite evaluate_stage_pow. apply enclose_natural_pow_correct; auto.
  - rewrite evaluate_stage_pow. apply enclose_pow_correct; auto.
  - destruct (closed (length known) lo) eqn:L; [|exact (enclose_correct (SumE lo hi a) _ _ _ H)].
    destruct (closed (length known) hi) eqn:U; [|exact (enclose_correct (SumE lo hi a) _ _ _ H)]. simpl.
    rewrite evaluate_staged_fold, (value_closed _ _ zs L), (value_closed _ _ zs U).
    apply enclosed_sum_correct. intros k; exact (IHa (k :: known) zs bs rs H).
  - destruct (closed (length known) lo) eqn:L; [|exact (enclose_correct (ProdE lo hi a) _ _ _ H)].
    destruct (closed (length known) hi) eqn:U; [|exact (enclose_correct (ProdE lo hi a) _ _ _ H)]. simpl.
    rewrite evaluate_staged_fold, (value_closed _ _ zs L), (value_closed _ _ zs U).
    apply enclosed_prod_correct. intros k; exact (IHa (k :: known) zs bs rs H).
Qed.
End Precision.
