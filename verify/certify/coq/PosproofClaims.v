(** Claims as data, and what they mean.

    An exported theorem is stated in plain Coq; [Sum], [Prod] and [Listed] below are the only definitions of ours that it
    may mention. The syntax is for the proof only: [holds] turns it back into the plain statement by conversion, which Coq
    checks, so a reader need not trust it. *)
Require Import Reals ZArith List.
Local Open Scope R_scope.

(** F lo + ... + F hi over the integers; 0 when hi < lo. *)
Definition Sum (lo hi : Z) (F : Z -> R) : R :=
  if (hi <? lo)%Z then 0 else sum_f_R0 (fun k => F (lo + Z.of_nat k)%Z) (Z.to_nat (hi - lo)).

(** F lo * ... * F hi over the integers; 1 when hi < lo. *)
Definition Prod (lo hi : Z) (F : Z -> R) : R :=
  if (hi <? lo)%Z then 1 else prod_f_R0 (fun k => F (lo + Z.of_nat k)%Z) (Z.to_nat (hi - lo)).

(** n is one of the listed integers. *)
Fixpoint Listed (n : Z) (list : list Z) : Prop :=
  match list with
  | nil => False
  | a :: nil => n = a
  | a :: rest => n = a \/ Listed n rest
  end.

(** Integer terms: bounds of sums and of domains, exponents. Variables count from the innermost. *)
Inductive index :=
| INum (z : Z)
| IVar (k : nat)
| INeg (a : index)
| IAdd (a b : index)
| ISub (a b : index)
| IMul (a b : index)
| IDiv (a b : index).

Fixpoint value (i : index) (zs : list Z) : Z :=
  match i with
  | INum z => z
  | IVar k => nth k zs 0%Z
  | INeg a => (- value a zs)%Z
  | IAdd a b => (value a zs + value b zs)%Z
  | ISub a b => (value a zs - value b zs)%Z
  | IMul a b => (value a zs * value b zs)%Z
  | IDiv a b => (value a zs / value b zs)%Z
  end.

Inductive unary := Neg | Abs | Sqrt | Exp | Ln | Sin | Cos | Tan | Atan.
Inductive binary := Add | Sub | Mul | Div | Power | Min | Max.

Inductive expr :=
| Num (z : Z)
| Pi
| Var (k : nat)                 (* a real variable, from the innermost *)
| Int (i : index)               (* an integer as a real *)
| Un (op : unary) (a : expr)
| Bin (op : binary) (a b : expr)
| PowN (a : expr) (n : nat)
| PowZ (a : expr) (i : index)
| SumE (lo hi : index) (body : expr)    (* binds one more integer *)
| ProdE (lo hi : index) (body : expr).

Definition un (op : unary) (x : R) : R :=
  match op with
  | Neg => - x | Abs => Rabs x | Sqrt => sqrt x | Exp => exp x | Ln => ln x
  | Sin => sin x | Cos => cos x | Tan => tan x | Atan => atan x
  end.

Definition bin (op : binary) (x y : R) : R :=
  match op with
  | Add => x + y | Sub => x - y | Mul => x * y | Div => x / y
  | Power => Rpower x y | Min => Rmin x y | Max => Rmax x y
  end.

Fixpoint denote (e : expr) (zs : list Z) (rs : list R) : R :=
  match e with
  | Num z => IZR z
  | Pi => PI
  | Var k => nth k rs 0
  | Int i => IZR (value i zs)
  | Un op a => un op (denote a zs rs)
  | Bin op a b => bin op (denote a zs rs) (denote b zs rs)
  | PowN a n => denote a zs rs ^ n
  | PowZ a i => powerRZ (denote a zs rs) (value i zs)
  | SumE lo hi a => Sum (value lo zs) (value hi zs) (fun k => denote a (k :: zs) rs)
  | ProdE lo hi a => Prod (value lo zs) (value hi zs) (fun k => denote a (k :: zs) rs)
  end.

Inductive relation := Less | LessEq | Greater | GreaterEq | Equal | Unequal.

Definition related (r : relation) (x y : R) : Prop :=
  match r with
  | Less => x < y | LessEq => x <= y | Greater => x > y | GreaterEq => x >= y | Equal => x = y | Unequal => x <> y
  end.

(** Where an integer variable ranges. *)
Inductive domain :=
| Range (lo hi : index)
| Stepped (lo hi : index) (step : Z)
| AtLeast (lo : index)
| Members (list : list Z).

Definition inside (d : domain) (zs : list Z) (n : Z) : Prop :=
  match d with
  | Range lo hi => (value lo zs <= n <= value hi zs)%Z
  | Stepped lo hi step => (value lo zs <= n <= value hi zs)%Z /\ ((n - value lo zs) mod step = 0)%Z
  | AtLeast lo => (value lo zs <= n)%Z
  | Members list => Listed n list
  end.

(** Where a real variable ranges; each end with its bound, open or closed. *)
Inductive segment (E : Type) :=
| Closed (lo hi : E)     (* lo <= x <= hi *)
| LeftOpen (lo hi : E)   (* lo < x <= hi *)
| RightOpen (lo hi : E)  (* lo <= x < hi *)
| Open (lo hi : E)       (* lo < x < hi *)
| From (lo : E)          (* lo <= x *)
| Above (lo : E)         (* lo < x *)
| UpTo (hi : E)          (* x <= hi *)
| Below (hi : E)         (* x < hi *)
| Line.
Arguments Closed {E}. Arguments LeftOpen {E}. Arguments RightOpen {E}. Arguments Open {E}.
Arguments From {E}. Arguments Above {E}. Arguments UpTo {E}. Arguments Below {E}. Arguments Line {E}.

(** Formulas over terms of type E. A quantifier carries the witness that the proof is to use, which has no meaning. *)
Inductive formula (E : Type) :=
| Rel (r : relation) (a b : E)
| And (p q : formula E)
| Or (p q : formula E)
| Imp (p q : formula E)
| Not (p : formula E)
| AllZ (d : domain) (witness : Z) (p : formula E)
| SomeZ (d : domain) (witness : Z) (p : formula E)
| AllR (s : segment E) (witness : E) (p : formula E)
| SomeR (s : segment E) (witness : E) (p : formula E).
Arguments Rel {E}. Arguments And {E}. Arguments Or {E}. Arguments Imp {E}. Arguments Not {E}.
Arguments AllZ {E}. Arguments SomeZ {E}. Arguments AllR {E}. Arguments SomeR {E}.

Definition within (s : segment expr) (zs : list Z) (rs : list R) (x : R) : Prop :=
  let v e := denote e zs rs in
  match s with
  | Closed lo hi => v lo <= x <= v hi
  | LeftOpen lo hi => v lo < x <= v hi
  | RightOpen lo hi => v lo <= x < v hi
  | Open lo hi => v lo < x < v hi
  | From lo => v lo <= x
  | Above lo => v lo < x
  | UpTo hi => x <= v hi
  | Below hi => x < v hi
  | Line => True
  end.

Fixpoint holds (p : formula expr) (zs : list Z) (rs : list R) : Prop :=
  match p with
  | Rel r a b => related r (denote a zs rs) (denote b zs rs)
  | And p q => holds p zs rs /\ holds q zs rs
  | Or p q => holds p zs rs \/ holds q zs rs
  | Imp p q => holds p zs rs -> holds q zs rs
  | Not p => ~ holds p zs rs
  | AllZ d _ p => forall n : Z, inside d zs n -> holds p (n :: zs) rs
  | SomeZ d _ p => exists n : Z, inside d zs n /\ holds p (n :: zs) rs
  | AllR s _ p => forall x : R, within s zs rs x -> holds p zs (x :: rs)
  | SomeR s _ p => exists x : R, within s zs rs x /\ holds p zs (x :: rs)
  end.
