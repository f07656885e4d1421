#pragma once
#include "posproof/arith/truth.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof {

/// Truth of the statement inside the leading quantifiers at the witness's values, under the kernel that `settings` names.
/// For a universal claim `no` confirms a counterexample, for an existential one `yes` an example. A value outside its
/// domain, or one that is no exact number, gives `unknown`. Quantifiers that the witness does not reach are decided.
Truth truth_at_witness(const Expr& formula, const Witness& witness, const Settings& settings);

}  // namespace posproof
