#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "posproof/arith/rational.hpp"

// The syntax tree of the claim language. One node type serves terms and formulas; a tree comes in two states:
//   parsed    names are text, definitions are not expanded, chains stand as written
//   resolved  every variable is bound to a binder by `slot`, every `apply` is expanded, `chain` has become `conj`;
//             this is what deciders, kernels and certificates work on. Trees are immutable and shared (a DAG).

namespace posproof {

/// Half-open range of bytes in the text that a node was read from.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A text that was parsed: a formula on the command line or a value in a case file.
struct Source {
  std::string file;  ///< "<claim>" for the command line
  std::string text;
  int first_line = 1;  ///< of `text` within the file
  int first_column = 1;
};

enum class Op : std::uint8_t {
  // terms
  number,    ///< value in `number`
  constant,  ///< name: "pi", "e", "euler_gamma", "i"
  variable,  ///< name; `slot` once resolved
  neg,
  add,
  sub,
  mul,
  div,
  pow,
  call,         ///< a built-in mathematical function: name, args
  apply,        ///< parsed only: a user's or the prelude's definition applied to args
  conditional,  ///< if(P, a, b): args = {P, a, b}
  sum,
  prod,
  maximum,
  minimum,  ///< binders[0] an integer range, args = {body}
  argmax,
  argmin,    ///< the smallest place where maximum / minimum is taken
  count,     ///< number of elements of the range for which args[0] (a formula) holds
  integral,  ///< binders[0] a real interval [a, b], args = {body}
  deriv,     ///< d/dx of args[0] at x: binders[0].name = x must be bound outside as well (slot = x's); domain unused
  list,      ///< args are the elements
  index,     ///< args = {list, k}, k = 0 is the first element
  limit,
  limsup,
  liminf,  ///< binders[0] carries the approach, args = {body}
  // formulas
  truth,  ///< number = 1 or 0: `true`, `false`
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,  ///< args = {lhs, rhs}
  chain,      ///< parsed only: args e0..ek, relations r1..rk
  conj,
  disj,  ///< two or more args
  negation,
  implies,
  forall,
  exists,    ///< binders in order, `filter` (the `where` condition, may be null), args = {body}
  property,  ///< name: increasing, decreasing, nondecreasing, nonincreasing, monotone, bounded, convergent; binders[0], args =
             ///< {body}
};

struct Node;
using Expr = std::shared_ptr<const Node>;

/// Where a bound variable ranges.
struct Domain {
  enum class Kind : std::uint8_t {
    integers,  ///< lo..hi step s; hi null means ..inf
    reals,     ///< interval; lo or hi null means unbounded
    set,       ///< the listed elements
    approach,  ///< limits: toward `hi` (null: infinity, see below)
  };
  Kind kind = Kind::integers;
  Expr lo, hi, step;  ///< step null means 1
  bool lo_closed = true, hi_closed = true;
  bool toward_minus_infinity = false;
  bool approach_reals = false;  ///< `x -> inf in reals`; otherwise the integers
  std::vector<Expr> elements;
  Span span;
};

struct Binder {
  std::string name;
  Domain domain;
  int slot = -1;  ///< unique within a resolved claim
  Span span;
};

struct Node {
  Op op{};
  Span span;
  Rational number;
  std::string name;
  int slot = -1;
  std::vector<Expr> args;
  std::vector<Binder> binders;
  Expr filter;
  std::vector<Op> relations;
  std::string origin;  ///< resolved: text of the application this was expanded from, such as "f(n; 128, 10000)"
};

/// Structural equality of resolved trees; spans, names of bound variables and origins do not count.
bool same(const Expr& a, const Expr& b);
/// Hash consistent with `same`.
std::size_t hash(const Expr& e);
/// Slots of variables that occur free in a resolved tree, ascending.
std::vector<int> free_slots(const Expr& e);
/// True when the variable `slot` occurs free in a resolved tree.
bool depends_on(const Expr& e, int slot);
/// Number of nodes of the tree read as a tree (shared nodes count each time), saturating at 2^62.
std::uint64_t tree_size(const Expr& e);
/// The tree with the variable `slot` replaced (resolved trees only).
Expr substitute(const Expr& e, int slot, const Expr& value);

/// Node builders for code that makes trees (spans empty).
Expr make_number(const Rational& q);
Expr make_variable(std::string name, int slot);
Expr make_constant(std::string name);
Expr make_node(Op op, std::vector<Expr> args);
Expr make_call(std::string function, std::vector<Expr> args);
/// The node with other arguments, the rest as it was; the node itself when they are the arguments that it has.
Expr with_args(const Expr& e, std::vector<Expr> args);

bool is_relation(Op op);
/// less -> greater and so on: the relation with its sides exchanged.
Op mirrored(Op relation);
/// less -> greater_equal and so on.
Op negated(Op relation);
/// "<", "<=", ...
const char* relation_text(Op relation);

}  // namespace posproof
