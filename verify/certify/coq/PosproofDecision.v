(** Deciding a claim by computation: each element of an integer domain, boxes of real ones, the witness that the formula
    carries. [settled p = true] is computed by Coq's virtual machine and implies [holds p]. *)
Require Import Reals ZArith List Bool Lia Lra.
From Interval Require Import Float.Basic Interval.Interval Real.Xreal.
Require Import PosproofClaims PosproofEnclosure.
Local Open Scope R_scope.
Local Open Scope lazy_bool_scope.    (* a &&& b and a ||| b leave b alone when a tells; the machine computes every argument *)

Ltac booleans D := rewrite <- ?andb_lazy_alt, <- ?orb_lazy_alt, ?andb_true_iff, ?orb_true_iff in D.

Definition range (lo hi : Z) : list Z := map (fun k => lo + Z.of_nat k)%Z (seq 0 (Z.to_nat (hi - lo + 1))).

Definition is_inside (d : domain) (zs : list Z) (n : Z) : bool :=
  match d with
  | Range lo hi => (value lo zs <=? n)%Z && (n <=? value hi zs)%Z
  | Stepped lo hi step => ((value lo zs <=? n)%Z && (n <=? value hi zs)%Z) && ((n - value lo zs) mod step =? 0)%Z
  | AtLeast lo => (value lo zs <=? n)%Z
  | Members list => existsb (Z.eqb n) list
  end.

Definition elements (d : domain) (zs : list Z) : list Z :=
  match d with
  | Range lo hi => range (value lo zs) (value hi zs)
  | Stepped lo hi step => filter (is_inside d zs) (range (value lo zs) (value hi zs))
  | AtLeast _ => nil
  | Members list => list
  end.

Definition finite (d : domain) : bool := match d with AtLeast _ => false | _ => true end.

Lemma in_range lo hi n : (lo <= n <= hi)%Z -> In n (range lo hi).
Proof.
  intros H; apply in_map_iff; exists (Z.to_nat (n - lo)); split; [lia|]. apply in_seq; lia.
Qed.

Lemma listed_in n list : Listed n list <-> In n list.
Proof.
  induction list as [|a [|b rest] IH]; simpl in *; [tauto| |].
  - split; [intros ->; auto | intros [H|[]]; auto].
  - rewrite IH; split; intros [H|H]; auto.
Qed.

Lemma is_inside_correct d zs n : is_inside d zs n = true <-> inside d zs n.
Proof.
  destruct d as [lo hi|lo hi step|lo|list]; simpl.
  - rewrite andb_true_iff, !Z.leb_le; tauto.
  - rewrite !andb_true_iff, !Z.leb_le, Z.eqb_eq; tauto.
  - apply Z.leb_le.
  - rewrite listed_in, existsb_exists; split.
    + intros (m & M & E); apply Z.eqb_eq in E; now subst.
    + intros M; exists n; split; [trivial | apply Z.eqb_refl].
Qed.

Lemma inside_elements d zs n : finite d = true -> inside d zs n -> In n (elements d zs).
Proof.
  intros T H; destruct d as [lo hi|lo hi step|lo|list]; simpl in *.
  - now apply in_range.
  - apply filter_In; split; [apply in_range; tauto|]. now apply (is_inside_correct (Stepped lo hi step)).
  - discriminate.
  - now apply listed_in.
Qed.

Definition less prec (i j : I.type) : bool := match I.sign_strict (I.sub prec j i) with Xgt => true | _ => false end.
Definition at_most prec (i j : I.type) : bool :=
  match I.sign_large (I.sub prec j i) with Xgt | Xeq => true | _ => false end.

Lemma less_correct prec i j x y : encloses i x -> encloses j y -> less prec i j = true -> x < y.
Proof.
  intros Hi Hj; unfold less; generalize (I.sign_strict_correct (I.sub prec j i)).
  destruct (I.sign_strict (I.sub prec j i)); try discriminate.
  intros H _; destruct (H _ (I.sub_correct prec _ _ _ _ Hj Hi)) as [_ P]; simpl in P; lra.
Qed.

Lemma at_most_correct prec i j x y : encloses i x -> encloses j y -> at_most prec i j = true -> x <= y.
Proof.
  intros Hi Hj; unfold at_most; generalize (I.sign_large_correct (I.sub prec j i)).
  destruct (I.sign_large (I.sub prec j i)); try discriminate; intros H _.
  - generalize (H _ (I.sub_correct prec _ _ _ _ Hj Hi)); simpl; intros [= P]; lra.
  - destruct (H _ (I.sub_correct prec _ _ _ _ Hj Hi)) as [_ P]; simpl in P; lra.
Qed.

Definition verdict (want : bool) (P : Prop) : Prop := if want then P else ~ P.

Definition decided prec (want : bool) (r : relation) (i j : I.type) : bool :=
  match r, want with
  | Less, true | GreaterEq, false => less prec i j
  | Greater, true | LessEq, false => less prec j i
  | LessEq, true | Greater, false => at_most prec i j
  | GreaterEq, true | Less, false => at_most prec j i
  | Equal, true | Unequal, false => at_most prec i j &&& at_most prec j i
  | Equal, false | Unequal, true => less prec i j ||| less prec j i
  end.

Lemma decided_correct prec want r i j x y :
  encloses i x -> encloses j y -> decided prec want r i j = true -> verdict want (related r x y).
Proof.
  intros Hi Hj.
  pose proof (less_correct prec _ _ _ _ Hi Hj) as A. pose proof (less_correct prec _ _ _ _ Hj Hi) as B.
  pose proof (at_most_correct prec _ _ _ _ Hi Hj) as C. pose proof (at_most_correct prec _ _ _ _ Hj Hi) as D.
  destruct r, want; simpl; rewrite <- ?andb_lazy_alt, <- ?orb_lazy_alt, ?andb_true_iff, ?orb_true_iff; clear Hi Hj; intuition lra.
Qed.

Definition stage_segment prec (s : segment expr) : segment residue :=
  let f e := stage prec e nil in
  match s with
  | Closed lo hi => Closed (f lo) (f hi) | LeftOpen lo hi => LeftOpen (f lo) (f hi)
  | RightOpen lo hi => RightOpen (f lo) (f hi) | Open lo hi => Open (f lo) (f hi)
  | From lo => From (f lo) | Above lo => Above (f lo) | UpTo hi => UpTo (f hi) | Below hi => Below (f hi)
  | Line => Line
  end.

Fixpoint stage_formula prec (p : formula expr) : formula residue :=
  match p with
  | Rel r a b => Rel r (stage prec a nil) (stage prec b nil)
  | And p q => And (stage_formula prec p) (stage_formula prec q)
  | Or p q => Or (stage_formula prec p) (stage_formula prec q)
  | Imp p q => Imp (stage_formula prec p) (stage_formula prec q)
  | Not p => Not (stage_formula prec p)
  | AllZ d w p => AllZ d w (stage_formula prec p)
  | SomeZ d w p => SomeZ d w (stage_formula prec p)
  | AllR s w p => AllR (stage_segment prec s) (stage prec w nil) (stage_formula prec p)
  | SomeR s w p => SomeR (stage_segment prec s) (stage prec w nil) (stage_formula prec p)
  end.

(** A box around the segment. *)
Definition hull prec (s : segment residue) (zs : list Z) (bs : list I.type) : I.type :=
  let up e := I.upper_extent (evaluate prec e zs bs) in
  let down e := I.lower_extent (evaluate prec e zs bs) in
  match s with
  | Closed lo hi | LeftOpen lo hi | RightOpen lo hi | Open lo hi => I.meet (up lo) (down hi)
  | From lo | Above lo => up lo
  | UpTo hi | Below hi => down hi
  | Line => I.whole
  end.

Definition is_within prec (s : segment residue) (zs : list Z) (bs : list I.type) (x : I.type) : bool :=
  let v e := evaluate prec e zs bs in
  match s with
  | Closed lo hi => at_most prec (v lo) x &&& at_most prec x (v hi)
  | LeftOpen lo hi => less prec (v lo) x &&& at_most prec x (v hi)
  | RightOpen lo hi => at_most prec (v lo) x &&& less prec x (v hi)
  | Open lo hi => less prec (v lo) x &&& less prec x (v hi)
  | From lo => at_most prec (v lo) x
  | Above lo => less prec (v lo) x
  | UpTo hi => at_most prec x (v hi)
  | Below hi => less prec x (v hi)
  | Line => true
  end.

Lemma hull_correct prec s zs bs rs x :
  all_enclosed bs rs -> within s zs rs x -> encloses (hull prec (stage_segment prec s) zs bs) x.
Proof.
  intros H; assert (E : forall e, encloses (evaluate prec (stage prec e nil) zs bs) (denote e zs rs))
    by (intros e; exact (stage_correct prec e nil zs bs rs H)).
  destruct s as [lo hi|lo hi|lo hi|lo hi|lo|lo|hi|hi|]; simpl; intros W; try apply I.meet_correct;
    try (apply (I.upper_extent_correct _ x _ (E lo)); lra); try (apply (I.lower_extent_correct _ x _ (E hi)); lra).
  apply I.whole_correct.
Qed.

Lemma is_within_correct prec s zs bs rs i x :
  all_enclosed bs rs -> encloses i x -> is_within prec (stage_segment prec s) zs bs i = true -> within s zs rs x.
Proof.
  intros H Hi; assert (E : forall e, encloses (evaluate prec (stage prec e nil) zs bs) (denote e zs rs))
    by (intros e; exact (stage_correct prec e nil zs bs rs H)).
  destruct s as [lo hi|lo hi|lo hi|lo hi|lo|lo|hi|hi|]; simpl; rewrite <- ?andb_lazy_alt, <- ?orb_lazy_alt, ?andb_true_iff; trivial;
    try (intros [A B]; split; revert A B); intros;
    first [ eapply at_most_correct; [apply E | exact Hi | eassumption] | eapply at_most_correct; [exact Hi | apply E | eassumption]
          | eapply less_correct; [apply E | exact Hi | eassumption] | eapply less_correct; [exact Hi | apply E | eassumption] ].
Qed.

(** No quantifier inside. *)
Fixpoint free {E : Type} (p : formula E) : bool :=
  match p with
  | Rel _ _ _ => true
  | And p q | Or p q | Imp p q => free p &&& free q
  | Not p => free p
  | _ => false
  end.

Section Decide.
Variable prec : I.F.precision.

Fixpoint on_the_box (want : bool) (p : formula residue) (zs : list Z) (bs : list I.type) : bool :=
  match p with
  | Rel r a b => decided prec want r (evaluate prec a zs bs) (evaluate prec b zs bs)
  | And p q =>
      if want then on_the_box true p zs bs &&& on_the_box true q zs bs else on_the_box false p zs bs ||| on_the_box false q zs bs
  | Or p q =>
      if want then on_the_box true p zs bs ||| on_the_box true q zs bs else on_the_box false p zs bs &&& on_the_box false q zs bs
  | Imp p q =>
      if want then on_the_box false p zs bs ||| on_the_box true q zs bs else on_the_box true p zs bs &&& on_the_box false q zs bs
  | Not p => on_the_box (negb want) p zs bs
  | _ => false
  end.

Fixpoint set_nth (k : nat) (b : I.type) (bs : list I.type) : list I.type :=
  match k, bs with
  | _, nil => nil
  | O, _ :: rest => b :: rest
  | S k, a :: rest => a :: set_nth k b rest
  end.

(** At most 2^fuel boxes; the variables are halved in turn. *)
Fixpoint on_boxes (fuel : nat) (want : bool) (p : formula residue) (zs : list Z) (bs : list I.type) : bool :=
  if on_the_box want p zs bs then true
  else match fuel with
  | O => false
  | S fuel =>
      match bs with
      | nil => false
      | _ =>
          let k := Nat.modulo fuel (length bs) in
          let halves := I.bisect (nth k bs I.nai) in
          if on_boxes fuel want p zs (set_nth k (fst halves) bs) then on_boxes fuel want p zs (set_nth k (snd halves) bs) else false
      end
  end.

Variable fuel : nat.

Fixpoint every (f : Z -> bool) (list : list Z) : bool :=
  match list with nil => true | n :: rest => f n &&& every f rest end.

Lemma every_forallb f list : every f list = forallb f list.
Proof. induction list; simpl; [reflexivity|]. now rewrite andb_lazy_alt, IHlist. Qed.

Fixpoint decide (want : bool) (p : formula residue) (zs : list Z) (bs : list I.type) : bool :=
  if free p then on_boxes fuel want p zs bs
  else match p with
  | Rel _ _ _ => false
  | And p q => if want then decide true p zs bs &&& decide true q zs bs else decide false p zs bs ||| decide false q zs bs
  | Or p q => if want then decide true p zs bs ||| decide true q zs bs else decide false p zs bs &&& decide false q zs bs
  | Imp p q => if want then decide false p zs bs ||| decide true q zs bs else decide true p zs bs &&& decide false q zs bs
  | Not p => decide (negb want) p zs bs
  | AllZ d w p =>
      if want then finite d &&& every (fun n => decide true p (n :: zs) bs) (elements d zs)
      else is_inside d zs w &&& decide false p (w :: zs) bs
  | SomeZ d w p =>
      if want then is_inside d zs w &&& decide true p (w :: zs) bs
      else finite d &&& every (fun n => decide false p (n :: zs) bs) (elements d zs)
  | AllR s w p =>
      if want then decide true p zs (hull prec s zs bs :: bs)
      else let x := evaluate prec w zs bs in is_within prec s zs bs x &&& decide false p zs (x :: bs)
  | SomeR s w p =>
      if want then let x := evaluate prec w zs bs in is_within prec s zs bs x &&& decide true p zs (x :: bs)
      else decide false p zs (hull prec s zs bs :: bs)
  end.

Lemma verdict_and (want : bool) (P Q : Prop) :
  (if want then verdict true P /\ verdict true Q else verdict false P \/ verdict false Q) -> verdict want (P /\ Q).
Proof. destruct want; simpl; tauto. Qed.

Lemma verdict_or (want : bool) (P Q : Prop) :
  (if want then verdict true P \/ verdict true Q else verdict false P /\ verdict false Q) -> verdict want (P \/ Q).
Proof. destruct want; simpl; tauto. Qed.

Lemma verdict_imp (want : bool) (P Q : Prop) :
  (if want then verdict false P \/ verdict true Q else verdict true P /\ verdict false Q) -> verdict want (P -> Q).
Proof. destruct want; simpl; tauto. Qed.

Lemma verdict_not (want : bool) (P : Prop) : verdict (negb want) P -> verdict want (~ P).
Proof. destruct want; simpl; tauto. Qed.

Let staged := stage_formula prec.

Lemma on_the_box_correct p : forall want zs bs rs,
  all_enclosed bs rs -> on_the_box want (staged p) zs bs = true -> verdict want (holds p zs rs).
Proof.
  induction p as [r a b|p IHp q IHq|p IHp q IHq|p IHp q IHq|p IHp|d w p IHp|d w p IHp|s w p IHp|s w p IHp];
    intros want zs bs rs H; simpl; try discriminate.
  - apply decided_correct; [exact (stage_correct prec a nil zs bs rs H) | exact (stage_correct prec b nil zs bs rs H)].
  - intros D; apply verdict_and; destruct want; booleans D; intuition eauto.
  - intros D; apply verdict_or; destruct want; booleans D; intuition eauto.
  - intros D; apply verdict_imp; destruct want; booleans D; intuition eauto.
  - intros D; apply verdict_not; eauto.
Qed.

Lemma halved k bs rs : all_enclosed bs rs ->
  all_enclosed (set_nth k (fst (I.bisect (nth k bs I.nai))) bs) rs \/ all_enclosed (set_nth k (snd (I.bisect (nth k bs I.nai))) bs) rs.
Proof.
  intros H; revert k; induction H as [|b r bs rs B R IH]; intros [|k]; simpl; try (left; constructor; fail).
  - destruct (I.bisect_correct b (Xreal r) B); [left|right]; now constructor.
  - destruct (IH k); [left|right]; now constructor.
Qed.

Lemma on_boxes_correct n p : forall want zs bs rs,
  all_enclosed bs rs -> on_boxes n want (staged p) zs bs = true -> verdict want (holds p zs rs).
Proof.
  induction n as [|n IH]; intros want zs bs rs H; simpl; destruct (on_the_box want (staged p) zs bs) eqn:E;
    try (intros _; exact (on_the_box_correct _ _ _ _ _ H E)); try discriminate.
  destruct bs as [|b bs]; [discriminate|].
  set (k := Nat.modulo n (length (b :: bs))).
  destruct (on_boxes n want (staged p) zs (set_nth k (fst (I.bisect (nth k (b :: bs) I.nai))) (b :: bs))) eqn:L; [|discriminate].
  intros U; destruct (halved k (b :: bs) rs H) as [A|A]; eauto.
Qed.

Lemma free_staged p : free (staged p) = free p.
Proof. unfold staged; induction p; simpl; repeat match goal with H : free _ = _ |- _ => rewrite H end; reflexivity. Qed.

Lemma decide_correct p : forall want zs bs rs,
  all_enclosed bs rs -> decide want (staged p) zs bs = true -> verdict want (holds p zs rs).
Proof.
  induction p as [r a b|p IHp q IHq|p IHp q IHq|p IHp q IHq|p IHp|d w p IHp|d w p IHp|s w p IHp|s w p IHp];
    intros want zs bs rs H D.
  1-5: simpl in D; rewrite ?free_staged in D.
  1: exact (on_boxes_correct fuel (Rel r a b) want zs bs rs H D).
  - destruct (free p &&& free q) eqn:E; [exact (on_boxes_correct fuel (And p q) want zs bs rs H D)|].
    apply verdict_and; destruct want; booleans D; intuition eauto.
  - destruct (free p &&& free q) eqn:E; [exact (on_boxes_correct fuel (Or p q) want zs bs rs H D)|].
    apply verdict_or; destruct want; booleans D; intuition eauto.
  - destruct (free p &&& free q) eqn:E; [exact (on_boxes_correct fuel (Imp p q) want zs bs rs H D)|].
    apply verdict_imp; destruct want; booleans D; intuition eauto.
  - destruct (free p) eqn:E; [exact (on_boxes_correct fuel (Not p) want zs bs rs H D)|].
    apply verdict_not; eauto.
  - destruct want; simpl in *.
    + booleans D; destruct D as [T D]; intros n N; rewrite every_forallb, forallb_forall in D.
      exact (IHp true _ bs rs H (D n (inside_elements _ _ _ T N))).
    + booleans D; destruct D as [W D]; intros A.
      exact (IHp false _ bs rs H D (A w (proj1 (is_inside_correct _ _ _) W))).
  - destruct want; simpl in *.
    + booleans D; destruct D as [W D]. exists w; split; [now apply is_inside_correct|]. exact (IHp true _ bs rs H D).
    + booleans D; destruct D as [T D]; intros (n & N & A); rewrite every_forallb, forallb_forall in D.
      exact (IHp false _ bs rs H (D n (inside_elements _ _ _ T N)) A).
  - destruct want; simpl in *.
    + intros x W. refine (IHp true zs _ (x :: rs) _ D). constructor; [now apply (hull_correct prec s zs bs rs)|trivial].
    + booleans D; destruct D as [W D]; intros A.
      assert (X := stage_correct prec w nil zs bs rs H).
      refine (IHp false zs _ (denote w zs rs :: rs) _ D (A _ (is_within_correct prec s zs bs rs _ _ H X W))). now constructor.
  - destruct want; simpl in *.
    + booleans D; destruct D as [W D].
      assert (X := stage_correct prec w nil zs bs rs H).
      exists (denote w zs rs); split; [exact (is_within_correct prec s zs bs rs _ _ H X W)|].
      refine (IHp true zs _ (denote w zs rs :: rs) _ D). now constructor.
    + intros (x & W & A). refine (IHp false zs _ (x :: rs) _ D A).
      constructor; [now apply (hull_correct prec s zs bs rs)|trivial].
Qed.
End Decide.

(** Tries the precisions, in bits, one after the other. *)
Fixpoint settled (bits : list positive) (fuel : nat) (p : formula expr) : bool :=
  match bits with
  | nil => false
  | b :: more => (let prec := F.PtoP b in decide prec fuel true (stage_formula prec p) nil nil) ||| settled more fuel p
  end.

Theorem settled_holds bits fuel p : settled bits fuel p = true -> holds p nil nil.
Proof.
  induction bits as [|b more IH]; simpl; [discriminate|].
  destruct (decide (F.PtoP b) fuel true (stage_formula (F.PtoP b) p) nil nil) eqn:D; [|exact IH].
  intros _; exact (decide_correct (F.PtoP b) fuel p true nil nil nil (Forall2_nil _) D).
Qed.

(** Proves a plain statement that is [holds p nil nil] by computation. *)
Ltac by_computation bits fuel p :=
  change (holds p nil nil); apply (settled_holds bits fuel p); vm_cast_no_check (eq_refl true).
