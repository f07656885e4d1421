#include <algorithm>
#include <string_view>

#include "coq_lemmas.hpp"
#include "coq_lower.hpp"
#include "coq_print.hpp"
#include "coq_weight.hpp"
#include "posproof/certify/coq.hpp"
#include "posproof/claim/print.hpp"

namespace posproof {

namespace templates {
extern const std::string_view PosproofClaims_v, PosproofEnclosure_v, PosproofDecision_v, PosproofLemmas_v;
}

namespace {

using coq::Formula;
using coq::FormulaPtr;

constexpr double most_calls = 3'000'000;    ///< about half an hour
constexpr double calls_of_a_file = 40'000;  ///< some fifteen seconds
constexpr int halvings = 14;

/// 30, 60, ... up to twice the precision that posproof used.
std::string ladder(long bits) {
  std::string text = "(";
  for (long b = 30; b <= std::max(60L, 2 * bits); b *= 2) text += std::to_string(b) + " :: ";
  return text + "nil)%positive";
}

/// A text in a comment of Coq: nothing that opens or closes a comment or a string.
std::string commented(std::string text) {
  for (std::size_t k = 0; k + 1 < text.size(); ++k)
    if ((text[k] == '(' && text[k + 1] == '*') || (text[k] == '*' && text[k + 1] == ')')) text.insert(k + 1, " ");
  std::replace(text.begin(), text.end(), '"', '\'');
  constexpr std::size_t most = 2000;
  return text.size() <= most ? text : text.substr(0, most) + " ...";
}

bool has_integral(const coq::Term& t) {
  return t.kind == coq::Term::Kind::integral ||
         std::any_of(t.args.begin(), t.args.end(), [](const auto& a) { return has_integral(*a); });
}

bool has_integral(const Formula& f) {
  if (f.kind == Formula::Kind::relation) return has_integral(*f.lhs) || has_integral(*f.rhs);
  return std::any_of(f.args.begin(), f.args.end(), [](const FormulaPtr& a) { return has_integral(*a); });
}

/// An equality that is to be shown: enclosures cannot, unless both sides are exact.
bool has_equality(const Formula& f, bool want) {
  if (f.kind == Formula::Kind::relation) return f.relation == (want ? "Equal" : "Unequal");
  for (std::size_t k = 0; k < f.args.size(); ++k) {
    const bool flipped = f.kind == Formula::Kind::negation || (f.kind == Formula::Kind::implies && k == 0);
    if (has_equality(*f.args[k], flipped ? !want : want)) return true;
  }
  return false;
}

class Writer {
 public:
  Writer(const PreparedClaim& claim, std::string name, CoqGoal goal, const Witness& witness, long bits)
      : claim_(claim),
        name_(std::move(name)),
        want_(goal == CoqGoal::claim),
        precisions_(ladder(bits)),
        names_(claim.slot_names) {
    formula_ = coq::Lowering(witness).formula(claim.formula, want_);
    script_.goal = goal;
    script_.statement = want_ ? coq::plain(*formula_, names_) : "~ (" + coq::plain(*formula_, names_) + ")";
    script_.theorem = name_ + "." + theorem();
  }

  CoqScript write() {
    const auto lemma = want_ ? coq::matching_lemma(*formula_) : std::nullopt;
    if (lemma) {
      by_lemma(*lemma);
    } else if (has_integral(*formula_)) {
      throw CannotExport("an integral is exported only where a lemma has its form");
    } else if (has_equality(*formula_, want_)) {
      by_identity();
    } else {
      by_computation();
    }
    return std::move(script_);
  }

  /// For claims that posproof leaves open: a lemma or nothing.
  CoqScript write_by_lemma() {
    const auto lemma = coq::matching_lemma(*formula_);
    if (!lemma) throw CannotExport("posproof left the claim undecided, and no lemma has its form");
    by_lemma(*lemma);
    return std::move(script_);
  }

 private:
  std::string head(const std::string& requires_) const {
    return "(* " + (claim_.id.empty() ? std::string("A claim") : commented(claim_.id)) + ", exported by posproof.\n   " +
           commented(claim_.source.text) + " *)\n" + requires_ + "Local Open Scope R_scope.\n\n";
  }

  std::string claim_text() {
    const std::string body = coq::wrapped(coq::plain(*formula_, names_), "  ");
    std::string text = "Definition claim : Prop :=\n" + body + ".\n\n";
    return text + "Theorem " + theorem() + " : " + (want_ ? "claim" : "~ claim") + ".\nProof.\n";
  }

  const char* theorem() const { return want_ ? "proved" : "refuted"; }
  std::string ending() const { return std::string("Qed.\n\nPrint Assumptions ") + theorem() + ".\n"; }

  std::string goal_data() const {
    const std::string data = coq::as_data(*formula_);
    return want_ ? data : "(Not " + data + ")";
  }

  void library(std::initializer_list<std::pair<const char*, std::string_view>> files) {
    for (const auto& [file, text] : files) script_.files.emplace_back(file, std::string(text));
  }

  void computing_library() {
    library({{"PosproofClaims.v", templates::PosproofClaims_v},
             {"PosproofEnclosure.v", templates::PosproofEnclosure_v},
             {"PosproofDecision.v", templates::PosproofDecision_v}});
  }

  void add(const std::string& file, const std::string& text) { script_.files.emplace_back(file, text); }

  void by_lemma(const std::string& lemma) {
    script_.method = "lemma " + lemma;
    library({{"PosproofClaims.v", templates::PosproofClaims_v}, {"PosproofLemmas.v", templates::PosproofLemmas_v}});
    add(name_ + ".v", head("Require Import Reals ZArith List.\nFrom Coquelicot Require Import Coquelicot.\nRequire Import "
                           "PosproofClaims PosproofLemmas.\n") +
                          claim_text() + "  unfold claim; by_lemma " + lemma + ".\n" + ending());
  }

  void by_identity() {
    script_.method = "rewriting";
    computing_library();
    library({{"PosproofLemmas.v", templates::PosproofLemmas_v}});
    std::string proof = "  unfold claim; identity.\n";
    if (!coq::weight(*formula_, want_).unbounded)
      proof = "  first\n  [ abstract (" + tactic(goal_data(), "  ", 0) + ")\n  | unfold claim; identity ].\n";
    add(name_ + ".v",
        head("Require Import Reals ZArith List.\nRequire Import PosproofClaims PosproofDecision PosproofLemmas.\n") +
            claim_text() + proof + ending());
  }

  std::string tactic(const std::string& data, const std::string& indent, int fuel) const {
    return "by_computation " + precisions_ + " " + std::to_string(fuel) + "%nat\n" + coq::wrapped(data, indent + "  ");
  }

  void by_computation() {
    const coq::Weight w = coq::weight(*formula_, want_);
    if (w.unbounded) throw CannotExport("infinitely many integers, and no lemma has the form of the claim");
    if (w.calls > most_calls)
      throw CannotExport("too large for Coq: about " + std::to_string(static_cast<long long>(w.calls)) +
                         " evaluations of elementary functions");
    computing_library();
    const int fuel = w.boxes ? halvings : 0;
    if (w.calls > calls_of_a_file && splits()) {
      in_blocks(w.calls, fuel);
      return;
    }
    script_.method = "computation";
    add(name_ + ".v", head("Require Import Reals ZArith List.\nRequire Import PosproofClaims PosproofDecision.\n") +
                          claim_text() + "  " + tactic(goal_data(), "  ", fuel) + ".\n" + ending());
  }

  /// A universal claim whose outermost variable runs from one number to another.
  bool splits() const {
    return want_ && formula_->kind == Formula::Kind::all_integers && formula_->domain.kind == coq::IntegerDomain::Kind::range &&
           coq::constant(formula_->domain.lo) && coq::constant(formula_->domain.hi);
  }

  void in_blocks(double calls, int fuel);

  const PreparedClaim& claim_;
  std::string name_;
  bool want_;
  std::string precisions_;
  coq::Names names_;
  FormulaPtr formula_;
  CoqScript script_;
};

/// One lemma per block of values, each in a file of its own, and a root file that combines them.
void Writer::in_blocks(double calls, int fuel) {
  const Integer lo = *coq::constant(formula_->domain.lo), hi = *coq::constant(formula_->domain.hi);
  const Integer count = hi - lo + 1;
  const auto wanted = static_cast<long>(calls / calls_of_a_file) + 1;
  const Integer blocks = count < wanted ? count : Integer(wanted);
  const std::string x = names_.enter(formula_->slot);
  const std::string library_line = "Require Import Reals ZArith List.\nRequire Import PosproofClaims PosproofDecision.\n";

  const std::string statement = name_ + "_statement";
  add(statement + ".v", head(library_line) + "Definition claim_at (" + x + " : Z) : Prop :=\n" +
                            coq::wrapped(coq::plain(*formula_->args[0], names_), "  ") + ".\n");
  std::string requires_ = "Require Import Lia " + statement;
  std::string combined;
  for (Integer k = 0; k < blocks; ++k) {
    const Integer first = lo + count * k / blocks, last = lo + count * (k + 1) / blocks - 1;
    Formula block = *formula_;
    block.domain.lo.number = first;
    block.domain.hi.number = last;
    block.domain.lo.kind = block.domain.hi.kind = coq::Index::Kind::number;
    const std::string file = name_ + "_" + k.get_str();
    const std::string proposition = "forall " + x + " : Z, " + coq::premise(block, names_) + " -> claim_at " + x;
    add(file + ".v", head(library_line + "Require Import " + statement + ".\n") + "Lemma block : " + proposition +
                         ".\nProof.\n  " + tactic(coq::as_data(block), "  ", fuel) + ".\nQed.\n");
    requires_ += " " + file;
    combined += k + 1 < blocks
                    ? "  destruct (Z_le_gt_dec " + x + " " + (last < 0 ? "(" + last.get_str() + ")" : last.get_str()) +
                          ") as [U|U]; [apply " + file + ".block; lia|].\n"
                    : "  apply " + file + ".block; lia.\n";
  }
  names_.leave(formula_->slot);
  script_.method = "computation in " + blocks.get_str() + " blocks";
  add(name_ + ".v", head(library_line + requires_ + ".\n") + claim_text() + "  unfold claim; intros " + x +
                        " B; change (claim_at " + x + ").\n" + combined + ending());
}

}  // namespace

std::string coq_name(const std::string& id) {
  std::string name = id.empty() ? "claim_" : "";
  for (const char c : id) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  if (name[0] >= '0' && name[0] <= '9') name.insert(0, "c");
  return name;
}

CoqScript export_coq_goal(const PreparedClaim& claim, const std::string& name, CoqGoal goal, const Witness& witness,
                          long bits) {
  return Writer(claim, name, goal, witness, bits).write();
}

CoqScript export_coq(const PreparedClaim& claim, const std::string& name, const Verdict& verdict) {
  if (std::holds_alternative<Empirical>(verdict)) throw CannotExport("an empirical claim has no formula");
  if (std::holds_alternative<Undecided>(verdict)) return Writer(claim, name, CoqGoal::claim, Witness{}, 0).write_by_lemma();
  if (const auto* proved = std::get_if<Proved>(&verdict))
    return export_coq_goal(claim, name, CoqGoal::claim, proved->witness().value_or(Witness{}), proved->evidence().bits);
  const auto& refuted = std::get<Refuted>(verdict);
  return export_coq_goal(claim, name, CoqGoal::negation, refuted.witness().value_or(Witness{}), refuted.evidence().bits);
}

}  // namespace posproof
